import { type ReactNode, useId } from 'react'
import { Banner } from './Banner.tsx'
import { Button } from './Button.tsx'
import { Dialog } from './Dialog.tsx'
import { Form } from './Form.tsx'

/** One decision that takes some writing: its fields, the way out, and the button that Enter presses. */
export function FormDialog(props: {
  readonly open?: boolean
  readonly title: string
  readonly cancel: string
  readonly submit: string
  /** What was asked for is under way. */
  readonly busy?: boolean
  readonly disabled?: boolean
  /** Why it could not be done, where none of the fields says so. */
  readonly error?: string | null
  readonly onSubmit: () => void
  readonly onClose: () => void
  readonly children: ReactNode
}) {
  const { open = true, title, cancel, submit, busy = false, disabled = false, error = null } = props
  const form = useId()
  return (
    <Dialog
      open={open}
      onOpenChange={(next) => !next && props.onClose()}
      title={title}
      actions={
        <>
          <Button onClick={props.onClose}>{cancel}</Button>
          <Button look="primary" type="submit" form={form} busy={busy} disabled={disabled}>
            {submit}
          </Button>
        </>
      }
    >
      <Form id={form} onSubmit={props.onSubmit}>
        {props.children}
        {error !== null && (
          <Banner tone="danger" live>
            {error}
          </Banner>
        )}
      </Form>
    </Dialog>
  )
}
