import { CloudOff, Hourglass, Undo2 } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { QueuedMessage } from '#shared/contract/outbox.ts'
import { Button } from '#renderer/design/Button.tsx'
import { useToast } from '#renderer/design/Toasts.tsx'
import { useFormats } from '#renderer/i18n/format.ts'
import { useErrorText } from '#renderer/rpc/error-text.ts'
import { useClient } from '#renderer/rpc/RpcProvider.tsx'
import { OutgoingWords } from '../../message/OutgoingRow.tsx'
import { localDay } from '../../thread/thread-rows.ts'
import { useWriter } from '../writer.ts'
import styles from './QueuedRows.module.css'

/** Messages that wait at the end of the thread: for what, and the way to change, take back or send each. */
export function QueuedRows({ queue }: { readonly queue: readonly QueuedMessage[] }) {
  const { t } = useTranslation('chat')
  if (queue.length === 0) return null
  return (
    <ol className={styles['queue']} aria-label={t('outbox.label')}>
      {queue.map((queued, index) => (
        <li key={queued.id} className={styles['row']}>
          <OutgoingWords draft={queued.draft} faint />
          <State queued={queued} held={queue.slice(0, index + 1).filter(({ waitsFor }) => waitsFor === 'you').length} />
        </li>
      ))}
    </ol>
  )
}

/** `held` counts the messages up to this one that wait for a word of the person's: they go together, in order. */
function State({ queued, held }: { readonly queued: QueuedMessage; readonly held: number }) {
  const { id, waitsFor, writtenAt } = queued
  const { t } = useTranslation('chat')
  const client = useClient()
  const formats = useFormats()
  const toast = useToast()
  const errorText = useErrorText()
  const writer = useWriter()

  const attempt = async (work: () => Promise<unknown>) => {
    try {
      await work()
    } catch (error) {
      toast({ title: errorText(error) })
    }
  }
  const takeBack = () =>
    attempt(async () => {
      await writer.current?.save()
      writer.current?.show(await client.outbox.takeBack({ id }))
    })
  const discard = () =>
    attempt(async () => {
      await client.outbox.discard({ id })
      const restore = () => void attempt(() => client.outbox.restore({ id }))
      toast({ title: t('outbox.discarded'), action: { label: t('action.undo'), onSelect: restore } })
    })
  const sendNow = () => attempt(() => client.outbox.sendNow({ id }))

  const [today] = useState(() => localDay(Date.now()))
  const time = localDay(writtenAt) === today ? formats.time(writtenAt) : formats.dateTime(writtenAt)
  const asks = waitsFor === 'you'
  return (
    <div className={styles['state']} data-asks={asks || undefined}>
      <p className={styles['words']} role="status">
        {waitsFor === 'network' ? (
          <CloudOff size="1em" strokeWidth={1.5} aria-hidden />
        ) : waitsFor === 'undo' ? (
          <Undo2 size="1em" strokeWidth={1.5} aria-hidden />
        ) : (
          <Hourglass size="1em" strokeWidth={1.5} aria-hidden />
        )}
        {asks ? t('outbox.late', { time }) : t(`outbox.waits.${waitsFor}`)}
      </p>
      <div className={styles['steps']}>
        {(asks || waitsFor === 'undo') && (
          <Button look={asks ? 'primary' : 'plain'} size="small" onClick={() => void sendNow()}>
            {held > 1 ? t('outbox.sendAll', { count: held }) : t('outbox.send')}
          </Button>
        )}
        <Button size="small" onClick={() => void takeBack()}>
          {waitsFor === 'undo' ? t('action.undo') : t('outbox.edit')}
        </Button>
        {waitsFor !== 'undo' && (
          <Button look="quiet" size="small" onClick={() => void discard()}>
            {t('outbox.discard')}
          </Button>
        )}
      </div>
    </div>
  )
}
