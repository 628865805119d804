import { useTranslation } from 'react-i18next'
import { assertNever } from '#shared/assert-never.ts'
import { fenced, type Part } from '#shared/model/part.ts'
import { Markdown } from '../LazyMarkdown.tsx'
import { Fold, Verbatim } from './Fold.tsx'
import { FilePart, PicturePart, SoundPart } from './MediaParts.tsx'
import styles from './MessageParts.module.css'

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

/** One part of a message. `typed`: written by a person, so shown letter by letter. */
export function MessagePart({ part, typed }: { readonly part: Part; readonly typed: boolean }) {
  const { t } = useTranslation('chat')
  switch (part.kind) {
    case 'text':
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
