import { useTranslation } from 'react-i18next'
import { Button } from '#renderer/design/Button.tsx'
import { Dialog } from '#renderer/design/Dialog.tsx'
import styles from './unlock.module.css'

/** What to do when the vault does not open. Works offline and says what cannot be done. */
export function HelpDialog(props: { readonly open: boolean; readonly onOpenChange: (open: boolean) => void }) {
  const { t } = useTranslation(['welcome', 'common'])
  return (
    <Dialog
      {...props}
      title={t('unlock.helpTitle')}
      actions={<Button onClick={() => props.onOpenChange(false)}>{t('common:close')}</Button>}
    >
      <ol className={styles['steps']}>
        <li>{t('unlock.help1')}</li>
        <li>{t('unlock.help2')}</li>
        <li>{t('unlock.help3')}</li>
      </ol>
      <p className={styles['note']}>{t('unlock.helpline')}</p>
    </Dialog>
  )
}
