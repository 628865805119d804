import { Eye, EyeOff } from 'lucide-react'
import { useState } from 'react'
import { IconButton } from './IconButton.tsx'
import { TextField, type TextFieldProps } from './TextField.tsx'

/** A secret, hidden until asked to show itself. */
export function PasswordField(
  props: Omit<TextFieldProps, 'type' | 'end'> & { readonly showName: string; readonly hideName: string },
) {
  const { showName, hideName, ...rest } = props
  const [shown, setShown] = useState(false)
  return (
    <TextField
      spellCheck={false}
      autoCapitalize="none"
      autoCorrect="off"
      {...rest}
      type={shown ? 'text' : 'password'}
      end={
        <IconButton
          size="small"
          name={shown ? hideName : showName}
          icon={shown ? <EyeOff /> : <Eye />}
          onClick={() => setShown(!shown)}
        />
      }
    />
  )
}
