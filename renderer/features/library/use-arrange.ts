import { useMutation } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { ConversationId } from '#shared/model/ids.ts'
import type { LibraryChange, LibraryChanged } from '#shared/model/library.ts'
import { useToast } from '#renderer/design/Toasts.tsx'
import { useApi } from '#renderer/rpc/RpcProvider.tsx'

/** Changes where conversations stand, many at once; says what was done, and takes it back. */
export function useArrange() {
  const { t } = useTranslation(['library', 'common'])
  const api = useApi()
  const toast = useToast()
  const putBack = useMutation(api.library.putBack.mutationOptions())

  /** Says what was done with how many, why others were left, and offers the way back. */
  const tell = (
    done: string,
    { left, changed, before }: LibraryChanged,
    why = t('library:arrange.left', { count: left }),
  ) => {
    const description = left === 0 ? {} : { description: why }
    if (changed === 0) toast({ title: t('library:arrange.nothing'), ...description })
    else {
      toast({
        title: done,
        ...description,
        action: { label: t('common:undo'), onSelect: () => putBack.mutate({ places: before }) },
      })
    }
  }
  const failed = () => toast({ title: t('library:arrange.failed') })

  const change = useMutation(api.library.change.mutationOptions())
  const words = ({ starred, archived, hidden, companionId, addTag }: LibraryChange, count: number, name: string) => {
    if (starred !== undefined) return t(starred ? 'library:arrange.starred' : 'library:arrange.unstarred', { count })
    if (archived !== undefined)
      return t(archived ? 'library:arrange.archived' : 'library:arrange.unarchived', { count })
    if (hidden !== undefined) return t(hidden ? 'library:arrange.hidden' : 'library:arrange.unhidden', { count })
    if (companionId !== undefined) return t('library:arrange.moved', { count, name })
    return t(addTag === undefined ? 'library:arrange.untagged' : 'library:arrange.tagged', { count })
  }

  return {
    /** `name` is of the companion that they are moved to. */
    arrange: (ids: readonly ConversationId[], wanted: LibraryChange, name = '') => {
      // Told of by whoever asked, who may have left the page by then: the bar goes with what was chosen.
      void change
        .mutateAsync({ ids: [...ids], change: wanted })
        .then((result) => tell(words(wanted, result.changed, name), result), failed)
    },
    tell,
    failed,
  }
}
