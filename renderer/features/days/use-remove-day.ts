import { useTranslation } from 'react-i18next'
import { useLocation } from 'wouter'
import type { MilestoneId } from '#shared/model/ids.ts'
import { paths } from '#renderer/app/paths.ts'
import { useToast } from '#renderer/design/Toasts.tsx'
import { useErrorText } from '#renderer/rpc/error-text.ts'
import { useClient } from '#renderer/rpc/RpcProvider.tsx'

/** Takes a day out, and offers to put it back as it was. */
export function useRemoveDay(): (id: MilestoneId, title: string) => Promise<void> {
  const { t } = useTranslation('days')
  const client = useClient()
  const toast = useToast()
  const errorText = useErrorText()
  const [, navigate] = useLocation()
  const failed = (error: unknown) => toast({ title: errorText(error) })
  return async (id, title) => {
    try {
      await client.milestones.remove({ id })
    } catch (error) {
      return failed(error)
    }
    navigate(paths.days())
    toast({
      title: t('form.removed', { title }),
      action: { label: t('undo'), onSelect: () => void client.milestones.restore({ id }).catch(failed) },
    })
  }
}
