import { useMutation, useQuery } from '@tanstack/react-query'
import { CornerDownRight } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Conversation } from '#shared/model/conversation.ts'
import type { ConversationId } from '#shared/model/ids.ts'
import { Button } from '#renderer/design/Button.tsx'
import { Dialog } from '#renderer/design/Dialog.tsx'
import { Spinner } from '#renderer/design/Spinner.tsx'
import { useFormats } from '#renderer/i18n/format.ts'
import { guessLanguage } from '#renderer/markdown/guess-language.ts'
import { useApi } from '#renderer/rpc/RpcProvider.tsx'
import styles from './arranging.module.css'
import { useArrange } from './use-arrange.ts'

/** Conversations that came twice, before anything is done with them: which goes into which, and how much each holds. */
export function DuplicatesDialog({ onClose }: { readonly onClose: () => void }) {
  const { t, i18n } = useTranslation(['library', 'common'])
  const formats = useFormats()
  const api = useApi()
  const { tell, failed } = useArrange()
  const companions = useQuery(api.companions.list.queryOptions()).data ?? []
  // Looked for each time: what came since is to be in it.
  const { data: pairs } = useQuery({ ...api.library.duplicates.queryOptions(), gcTime: 0, staleTime: Infinity })
  const [left, setLeft] = useState<ReadonlySet<ConversationId>>(new Set())
  const merge = useMutation({ ...api.library.merge.mutationOptions(), onError: failed })
  const going = (pairs ?? []).filter(({ goes }) => !left.has(goes.id))

  const titleOf = ({ title, companionId }: Conversation) =>
    title ?? companions.find(({ id }) => id === companionId)?.profile.name ?? t('library:list.untitled')
  const line = (conversation: Conversation) =>
    [
      t('library:duplicates.goes', {
        source: t(`library:source.${conversation.source}`),
        messages: t('library:list.messages', { count: conversation.messageCount }),
      }),
      formats.shortDate(conversation.createdAt ?? conversation.updatedAt),
    ].join(' · ')

  return (
    <Dialog
      open
      wide
      onOpenChange={onClose}
      title={t('library:duplicates.title')}
      actions={
        going.length === 0 ? (
          <Button onClick={onClose}>{t('common:close')}</Button>
        ) : (
          <>
            <Button onClick={onClose}>{t('library:duplicates.notNow')}</Button>
            <Button
              look="primary"
              busy={merge.isPending}
              onClick={() =>
                merge.mutate(
                  { pairs: going.map(({ keeps, goes }) => ({ keeps: keeps.id, goes: goes.id })) },
                  {
                    onSuccess: (result) => {
                      tell(t('library:arrange.merged', { count: result.changed }), result)
                      onClose()
                    },
                  },
                )
              }
            >
              {t('library:duplicates.merge', { count: going.length })}
            </Button>
          </>
        )
      }
    >
      {pairs === undefined ? (
        <Spinner label={t('library:duplicates.looking')} />
      ) : pairs.length === 0 ? (
        <div className={styles['dialog']}>
          <p>{t('library:duplicates.none')}</p>
          <p>{t('library:duplicates.noneHint')}</p>
        </div>
      ) : (
        <div className={styles['dialog']}>
          <p className={styles['duplicatesFound']}>{t('library:duplicates.found', { count: pairs.length })}</p>
          <p>{t('library:duplicates.explain')}</p>
          <ul className={styles['duplicates']}>
            {pairs.map(({ keeps, goes }) => (
              <li key={goes.id}>
                <label className={styles['duplicate']}>
                  <input
                    type="checkbox"
                    aria-label={t('library:duplicates.choose', { title: titleOf(goes) })}
                    checked={!left.has(goes.id)}
                    onChange={({ target }) => {
                      const next = new Set(left)
                      if (target.checked) next.delete(goes.id)
                      else next.add(goes.id)
                      setLeft(next)
                    }}
                  />
                  <span className={styles['duplicateWords']}>
                    <span lang={guessLanguage(titleOf(goes), i18n.language)}>{titleOf(goes)}</span>
                    <span className={styles['duplicateFacts']}>{line(goes)}</span>
                    <span className={styles['duplicateInto']}>
                      <CornerDownRight size="1rem" strokeWidth={1.5} aria-hidden />
                      <span>
                        {t('library:duplicates.into', { title: titleOf(keeps) })}
                        <span className={styles['duplicateFacts']}>{line(keeps)}</span>
                      </span>
                    </span>
                  </span>
                </label>
              </li>
            ))}
          </ul>
        </div>
      )}
    </Dialog>
  )
}
