import { useTranslation } from 'react-i18next'
import { assertNever } from '#shared/assert-never.ts'
import type { MessageId } from '#shared/model/ids.ts'
import { fenced, type Part } from '#shared/model/part.ts'
import { readQuote } from '#shared/model/quoted.ts'
import { Markdown } from '../LazyMarkdown.tsx'
import { Fold, Verbatim } from './Fold.tsx'
import { useMessageSetting } from './message-context.ts'
import { FilePart, PicturePart, SoundPart } from './MediaParts.tsx'
import styles from './MessageParts.module.css'
import { QuotedWords } from './QuotedWords.tsx'

/** Thoughts, folded, with how long they took where that is known. */
export function ThoughtPart({ text, seconds }: { readonly text: string; readonly seconds: number | null }) {
  const { t } = useTranslation('chat')
  const whole = seconds === null ? 0 : Math.round(seconds)
  return (
    <Fold label={whole > 0 ? t('part.thoughtFor', { count: whole }) : t('part.thought')}>
      <Markdown text={text} />
    </Fold>
  )
}

/** Words as the person typed them: nothing is read as syntax. */
export function TypedText({ text }: { readonly text: string }) {
  return <p className={styles['typed']}>{text}</p>
}

/** A person's words under the quote that they answer. */
function Answer({ text, replyToId }: { readonly text: string; readonly replyToId: MessageId }) {
  const { actions } = useMessageSetting()
  const read = readQuote(text)
  if (read === null) return <TypedText text={text} />
  return (
    <>
      <QuotedWords author={read.author} text={read.quote} onOpen={() => actions.show(replyToId)} />
      {read.text !== '' && <TypedText text={read.text} />}
    </>
  )
}

/** A part of a message. `typed`: written by a person, so shown letter by letter. `replyToId`: begins with its quote. */
export function MessagePart(props: {
  readonly part: Part
  readonly typed: boolean
  readonly replyToId?: MessageId | null
}) {
  const { part, typed, replyToId = null } = props
  const { t } = useTranslation('chat')
  switch (part.kind) {
    case 'text':
      if (typed && replyToId !== null) return <Answer text={part.text} replyToId={replyToId} />
      return typed ? <TypedText text={part.text} /> : <Markdown text={part.text} />
    case 'code':
      return <Markdown text={fenced(part.text, part.language)} />
    case 'thought':
      return <ThoughtPart text={part.text} seconds={part.seconds} />
    case 'image':
      return <PicturePart part={part} />
    case 'audio':
      return <SoundPart part={part} />
    case 'file':
      return <FilePart part={part} />
    case 'tool_call':
    case 'tool_result': {
      const name = part.name ?? t('part.unnamed')
      const label = part.kind === 'tool_call' ? t('part.toolCall', { name }) : t('part.toolResult', { name })
      return (
        <Fold label={label}>
          <Verbatim text={part.text} />
        </Fold>
      )
    }
    case 'citation':
      return <p className={styles['citation']}>{t('part.citation', { title: part.title ?? part.url ?? part.text })}</p>
    case 'context':
      return (
        <Fold label={part.label ? `${t('part.context')} · ${part.label}` : t('part.context')}>
          <Verbatim text={part.text} />
        </Fold>
      )
    case 'error':
      return (
        <Fold label={t('part.error')}>
          <Verbatim text={part.text} />
        </Fold>
      )
    case 'stand_in':
      return <p className={styles['citation']}>{t('standIn', { models: part.asked.join(', ') })}</p>
    case 'opaque':
      return (
        <Fold label={t('part.opaque', { type: part.type })}>
          <Verbatim text={part.text || part.json} />
        </Fold>
      )
    default:
      return assertNever(part)
  }
}
