import { skipToken, useInfiniteQuery, useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { RevisionId } from '#shared/model/ids.ts'
import type { RevisionOf } from '#shared/model/revision.ts'
import { Banner } from '#renderer/design/Banner.tsx'
import { Button } from '#renderer/design/Button.tsx'
import { Dialog } from '#renderer/design/Dialog.tsx'
import { Segmented } from '#renderer/design/Segmented.tsx'
import { useFormats } from '#renderer/i18n/format.ts'
import { useErrorText } from '#renderer/rpc/error-text.ts'
import { useApi, useClient } from '#renderer/rpc/RpcProvider.tsx'
import { Comparison } from './Comparison.tsx'
import styles from './revisions.module.css'

const pageSize = 50

/** The states that were kept of something: what changed with each, what is different from now, and the way back. */
export function RevisionsDialog(props: {
  readonly of: RevisionOf
  readonly onClose: () => void
  /** A state was brought back; whoever shows it has to read it again. */
  readonly onRestored?: () => void
}) {
  const { of, onClose, onRestored } = props
  const { t } = useTranslation('companion')
  const formats = useFormats()
  const errorText = useErrorText()
  const api = useApi()
  const client = useClient()
  const pages = useInfiniteQuery(
    api.revisions.list.infiniteOptions({
      input: (before: RevisionId | undefined) => ({ of, limit: pageSize, ...(before !== undefined && { before }) }),
      initialPageParam: undefined,
      getNextPageParam: (page) => (page.length < pageSize ? undefined : page.at(-1)?.id),
    }),
  )
  const revisions = pages.data?.pages.flat() ?? []
  const [chosen, setChosen] = useState<RevisionId | null>(null)
  const [against, setAgainst] = useState<'before' | 'now'>('before')
  const at = Math.max(
    0,
    revisions.findIndex(({ id }) => id === chosen),
  )
  const shown = revisions[at]
  const newest = revisions[0]
  const isNow = at === 0
  const other = against === 'now' && !isNow ? newest : revisions[at + 1]
  const read = (id: RevisionId | undefined) =>
    api.revisions.read.queryOptions({ input: id === undefined ? skipToken : { id } })
  const content = useQuery(read(shown?.id)).data?.content
  const otherContent = useQuery(read(other?.id)).data?.content
  const restore = useMutation({
    mutationFn: (id: RevisionId) => client.revisions.restore({ id }),
    onSuccess() {
      onRestored?.()
      onClose()
    },
  })
  const comparesNow = against === 'now' && !isNow
  const isRead = content !== undefined && (other === undefined || otherContent !== undefined)

  return (
    <Dialog
      open
      wide="page"
      onOpenChange={(open) => !open && onClose()}
      title={t('revisions.title')}
      actions={
        <>
          <Button onClick={onClose}>{t('revisions.close')}</Button>
          <Button
            look="primary"
            busy={restore.isPending}
            disabled={isNow || shown === undefined}
            onClick={() => shown && restore.mutate(shown.id)}
          >
            {t('revisions.restore')}
          </Button>
        </>
      }
    >
      {restore.error === null ? null : (
        <Banner tone="danger" live>
          {errorText(restore.error)}
        </Banner>
      )}
      {revisions.length === 0 ? (
        <p>{pages.isPending ? '' : t('revisions.none')}</p>
      ) : (
        <div className={styles['columns']}>
          <ol className={styles['list']} aria-label={t('revisions.title')}>
            {revisions.map(({ id, name, savedAt, length }, index) => (
              <li key={id}>
                <button
                  type="button"
                  className={styles['revision']}
                  aria-current={index === at || undefined}
                  onClick={() => setChosen(id)}
                >
                  <span className={styles['when']}>{name ?? formats.dateTime(savedAt)}</span>
                  <span className={styles['facts']}>
                    {[
                      index === 0 ? t('revisions.now') : null,
                      name === null ? null : formats.dateTime(savedAt),
                      t('revisions.length', { count: length, characters: formats.number(length) }),
                    ]
                      .filter((fact) => fact !== null)
                      .join(' · ')}
                  </span>
                </button>
              </li>
            ))}
            {pages.hasNextPage ? (
              <li>
                <Button
                  look="quiet"
                  size="small"
                  busy={pages.isFetchingNextPage}
                  onClick={() => void pages.fetchNextPage()}
                >
                  {t('revisions.more')}
                </Button>
              </li>
            ) : null}
          </ol>
          <div className={styles['compared']}>
            <Segmented
              label={t('revisions.compare')}
              value={comparesNow ? 'now' : 'before'}
              onChange={setAgainst}
              segments={[
                { value: 'before', label: t('revisions.withBefore') },
                { value: 'now', label: t('revisions.withNow') },
              ]}
            />
            <div className={styles['text']} tabIndex={0} role="region" aria-label={t('revisions.changes')}>
              {!isRead ? null : comparesNow && otherContent ? (
                <Comparison before={content} after={otherContent} />
              ) : (
                <Comparison before={otherContent ?? null} after={content} />
              )}
            </div>
          </div>
        </div>
      )}
    </Dialog>
  )
}
