import { useTranslation } from 'react-i18next'
import { actionGroups, keysOf } from '#renderer/actions/action-registry.ts'
import { capsOf } from '#renderer/actions/key-caps.ts'
import { isMac } from '#renderer/actions/platform.ts'
import { useActionList } from '#renderer/actions/use-actions.ts'
import { Button } from '#renderer/design/Button.tsx'
import { Dialog } from '#renderer/design/Dialog.tsx'
import { Keys } from '#renderer/design/Keys.tsx'
import styles from './palette.module.css'

/** All keys of the page in view, by what they are for. */
export function KeyboardMap(props: { readonly onClose: () => void }) {
  const { t } = useTranslation(['actions', 'common'])
  const pressable = useActionList().filter((action) => keysOf(action).length > 0)
  return (
    <Dialog
      open
      wide
      title={t('map.title')}
      onOpenChange={(open) => !open && props.onClose()}
      actions={<Button onClick={props.onClose}>{t('common:close')}</Button>}
    >
      <div className={styles['map']}>
        {actionGroups.map((group) => {
          const actions = pressable.filter((action) => action.group === group)
          if (actions.length === 0) return null
          return (
            <section key={group} className={styles['group']}>
              <h3>{t(`group.${group}`)}</h3>
              <dl>
                {actions.map((action) => (
                  <div key={action.id} className={styles['row']}>
                    <dt>{action.name}</dt>
                    <dd>
                      {keysOf(action).map((keys) => (
                        <Keys key={keys} caps={capsOf(keys, isMac)} />
                      ))}
                    </dd>
                  </div>
                ))}
              </dl>
            </section>
          )
        })}
      </div>
    </Dialog>
  )
}
