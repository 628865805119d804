import { useTranslation } from 'react-i18next'
import type { MessageId } from '#shared/model/ids.ts'
import { useActions } from '#renderer/actions/use-actions.ts'
import { Banner } from '#renderer/design/Banner.tsx'
import { Button } from '#renderer/design/Button.tsx'
import { useMessageSetting } from '../message/message-context.ts'

/** Says that what is read is not the thread, and makes it so. `aside` is the last message of what is read. */
export function AsideBanner({ aside }: { readonly aside: MessageId | undefined }) {
  const { t } = useTranslation('chat')
  const { actions } = useMessageSetting()
  const makeThread = () => {
    if (aside !== undefined) actions.selectVersion(aside)
  }
  useActions([
    {
      id: 'branch.makeThread',
      name: t('thread.makeThread'),
      group: 'conversation',
      enabled: aside !== undefined,
      run: makeThread,
    },
  ])
  if (aside === undefined) return null
  return (
    <Banner
      actions={
        <Button size="small" onClick={makeThread}>
          {t('thread.makeThread')}
        </Button>
      }
      edge
      live
    >
      {t('thread.aside')}
    </Banner>
  )
}
