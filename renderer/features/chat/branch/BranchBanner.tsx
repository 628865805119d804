import { useTranslation } from 'react-i18next'
import { useActions } from '#renderer/actions/use-actions.ts'
import { Banner } from '#renderer/design/Banner.tsx'
import { Button } from '#renderer/design/Button.tsx'
import { useMessageSetting } from '../message/message-context.ts'

/** Says that the next words begin a new path, and how to call that off. */
export function BranchBanner() {
  const { t } = useTranslation('chat')
  const { from, end } = useMessageSetting().branching
  useActions([
    { id: 'branch.cancel', name: t('branch.cancel'), group: 'conversation', enabled: from !== null, run: end },
  ])
  if (from === null) return null
  return (
    <Banner
      actions={
        <Button size="small" onClick={end}>
          {t('branch.cancel')}
        </Button>
      }
      edge
      live
    >
      {t('branch.note')}
    </Banner>
  )
}
