import { useMutation, useQuery } from '@tanstack/react-query'
import { CornerDownRight } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Duplicate } from '#shared/model/library.ts'
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

/** Conversations that came twice, or are another one in part, before anything is done with them: which goes into which, and how much each holds. */
export function DuplicatesDialog({ onClose }: { readonly onClose: () => void }) {
  const { t, i18n } = useTranslation(['library', 'common'])
  const formats = useFormats()
  const api = useApi()
  const { tell, failed } = useArrange()
  const companions = useQuery(api.companions.list.queryOptions()).data ?? []
  // Looked for each time: what came since is to be in it.
  const { data: pairs } = useQuery({ ...api.library.duplicates.queryOptions(), gcTime: 0, staleTime: Infinity })
  const { data: merged = [] } = useQuery({ ...api.library.merged.queryOptions(), gcTime: 0 })
  const putBack = useMutation({ ...api.library.putBack.mutationOptions(), onError: failed })
  const [otherwise, setOtherwise] = useState<ReadonlySet<ConversationId>>(new Set())
  const merge = useMutation({ ...api.library.merge.mutationOptions(), onError: failed })
  const whole = (pairs ?? []).filter(({ added }) => added === 0)
  const parts = (pairs ?? []).filter(({ added }) => added > 0)
  // What is in another one as it is goes unless it is left; what would change the other one waits to be chosen.
  const isGoing = ({ goes, added }: Duplicate) => (added === 0) !== otherwise.has(goes.id)
  const going = (pairs ?? []).filter(isGoing)

  const turnOver = (id: ConversationId) => {
    const next = new Set(otherwise)
    if (!next.delete(id)) next.add(id)
    setOtherwise(next)
  }
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
  const result = ({ shared, added, versions }: Duplicate) =>
    [
      t('library:duplicates.both', { count: shared }),
      t('library:duplicates.adds', { count: added }),
      versions > 0 ? t('library:duplicates.versions', { count: versions }) : '',
    ]
      .filter((words) => words !== '')
      .join(' · ')

  const list = (some: readonly Duplicate[]) => (
    <ul>
      {some.map((pair) => (
        <li key={pair.goes.id}>
          <label className={styles['duplicate']}>
            <input
              type="checkbox"
              aria-label={t('library:duplicates.choose', { title: titleOf(pair.goes) })}
              checked={isGoing(pair)}
              onChange={() => turnOver(pair.goes.id)}
            />
            <span className={styles['duplicateWords']}>
              <span lang={guessLanguage(titleOf(pair.goes), i18n.language)}>{titleOf(pair.goes)}</span>
              <span className={styles['duplicateFacts']}>{line(pair.goes)}</span>
              <span className={styles['duplicateInto']}>
                <CornerDownRight size="1rem" strokeWidth={1.5} aria-hidden />
                <span>
                  {pair.added === 0
                    ? t('library:duplicates.into', { title: titleOf(pair.keeps) })
                    : t('library:duplicates.intoPart', { title: titleOf(pair.keeps) })}
                  <span className={styles['duplicateFacts']}>{line(pair.keeps)}</span>
                  {pair.added > 0 && <span className={styles['duplicateResult']}>{result(pair)}</span>}
                </span>
              </span>
            </span>
          </label>
        </li>
      ))}
    </ul>
  )

  return (
    <Dialog
      open
      wide
      onOpenChange={onClose}
      title={t('library:duplicates.title')}
      actions={
        pairs === undefined || pairs.length === 0 ? (
          <Button onClick={onClose}>{t('common:close')}</Button>
        ) : (
          <>
            <Button onClick={onClose}>{t('library:duplicates.notNow')}</Button>
            <Button
              look="primary"
              busy={merge.isPending}
              disabled={going.length === 0}
              onClick={() =>
                merge.mutate(
                  { pairs: going.map(({ keeps, goes, added }) => ({ keeps: keeps.id, goes: goes.id, added })) },
                  {
                    onSuccess: (done) => {
                      const why = t('library:duplicates.left', { count: done.left })
                      tell(t('library:arrange.merged', { count: done.changed }), done, why)
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
      ) : (
        <div className={styles['duplicates']}>
          {pairs.length === 0 && (
            <div className={styles['dialog']}>
              <p>{t('library:duplicates.none')}</p>
              <p>{t('library:duplicates.noneHint')}</p>
            </div>
          )}
          {whole.length > 0 && (
            <section className={styles['dialog']}>
              <h3>{t('library:duplicates.found', { count: whole.length })}</h3>
              <p>{t('library:duplicates.explain')}</p>
              {list(whole)}
            </section>
          )}
          {parts.length > 0 && (
            <section className={styles['dialog']}>
              <h3>{t('library:duplicates.partFound', { count: parts.length })}</h3>
              <p>{t('library:duplicates.partExplain')}</p>
              {list(parts)}
            </section>
          )}
          {merged.length > 0 && (
            <section className={styles['dialog']}>
              <h3>{t('library:duplicates.merged', { count: merged.length })}</h3>
              <ul>
                {merged.map(({ keeps, goes, isLast }) => (
                  <li key={goes.id} className={styles['mergedBefore']}>
                    <span className={styles['duplicateWords']}>
                      <span lang={guessLanguage(titleOf(goes), i18n.language)}>{titleOf(goes)}</span>
                      <span className={styles['duplicateFacts']}>{line(goes)}</span>
                      <span className={styles['duplicateFacts']}>
                        {t('library:duplicates.into', { title: titleOf(keeps) })}
                      </span>
                      {!isLast && (
                        <span className={styles['duplicateFacts']}>{t('library:duplicates.laterFirst')}</span>
                      )}
                    </span>
                    {isLast && (
                      <Button
                        aria-label={t('library:duplicates.takeApartNamed', { title: titleOf(goes) })}
                        busy={putBack.isPending}
                        onClick={() => putBack.mutate({ places: [{ id: goes.id, mergedInto: null }] })}
                      >
                        {t('library:duplicates.takeApart')}
                      </Button>
                    )}
                  </li>
                ))}
              </ul>
            </section>
          )}
        </div>
      )}
    </Dialog>
  )
}
