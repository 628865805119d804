import { Autocomplete } from '@base-ui/react/autocomplete'
import { Dialog as Base } from '@base-ui/react/dialog'
import { Search } from 'lucide-react'
import type { ReactNode } from 'react'
import dialog from './Dialog.module.css'
import styles from './CommandDialog.module.css'
import { Keys } from './Keys.tsx'

export type Command = {
  readonly key: string
  readonly label: string
  /** The language of the label, where it is not the interface's. */
  readonly lang?: string | undefined
  readonly icon?: ReactNode
  readonly note?: string
  readonly caps?: readonly string[]
  readonly run: () => void
}

export type CommandGroup = { readonly value: string; readonly items: readonly Command[] }

/** One field above a list of everything that it reaches. What is chosen runs once the dialog is gone. */
export function CommandDialog(props: {
  readonly open: boolean
  readonly onClose: (chosen: Command | null) => void
  readonly label: string
  readonly placeholder: string
  readonly value: string
  readonly onChange: (value: string) => void
  /** Already narrowed down to what was typed, best first. */
  readonly groups: readonly CommandGroup[]
  readonly empty: string
}) {
  const { open, onClose, label, placeholder, value, onChange, groups, empty } = props
  return (
    <Base.Root open={open} onOpenChange={(next) => !next && onClose(null)}>
      <Base.Portal>
        <Base.Backdrop className={dialog['backdrop']} />
        <Base.Popup className={styles['popup']} aria-label={label}>
          <Autocomplete.Root
            open
            inline
            mode="none"
            filter={null}
            items={groups}
            autoHighlight="always"
            keepHighlight
            value={value}
            onValueChange={(next, { reason }) => {
              // Choosing would write the name of what was chosen into the field.
              if (reason !== 'item-press') onChange(next)
            }}
            itemToStringValue={(command: Command) => command.label}
          >
            <div className={styles['line']}>
              <Search aria-hidden />
              <Autocomplete.Input
                className={styles['field']}
                aria-label={label}
                placeholder={placeholder}
                autoComplete="off"
                spellCheck={false}
                dir="auto"
              />
            </div>
            <Autocomplete.Empty className={styles['empty']}>{empty}</Autocomplete.Empty>
            <Autocomplete.List className={styles['list']} aria-label={label}>
              {(group: CommandGroup) => (
                <Autocomplete.Group key={group.value} items={group.items} className={styles['group']}>
                  <Autocomplete.GroupLabel className={styles['groupLabel']}>{group.value}</Autocomplete.GroupLabel>
                  <Autocomplete.Collection>
                    {(command: Command) => (
                      <Autocomplete.Item
                        key={command.key}
                        value={command}
                        className={styles['item']}
                        onClick={() => onClose(command)}
                      >
                        {command.icon}
                        <span className={styles['label']} lang={command.lang}>
                          {command.label}
                        </span>
                        {command.note === undefined ? null : <span className={styles['note']}>{command.note}</span>}
                        {command.caps === undefined ? null : <Keys caps={command.caps} />}
                      </Autocomplete.Item>
                    )}
                  </Autocomplete.Collection>
                </Autocomplete.Group>
              )}
            </Autocomplete.List>
          </Autocomplete.Root>
        </Base.Popup>
      </Base.Portal>
    </Base.Root>
  )
}
