import { memo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { MessageId } from '#shared/model/ids.ts'
import type { Message } from '#shared/model/message.ts'
import { spokenText } from '#shared/model/part.ts'
import { accentOf, accentProps } from '#renderer/design/accent.ts'
import { classes } from '#renderer/design/classes.ts'
import { useFormats } from '#renderer/i18n/format.ts'
import { guessLanguage } from '#renderer/markdown/guess-language.ts'
import { useLiveReply } from '../reply/use-live-reply.ts'
import { MarksLine } from '../marks/MarksLine.tsx'
import { SpeakerLine } from '../room/SpeakerLine.tsx'
import { SelectBox } from '../selection/SelectBox.tsx'
import { useRowSelection } from '../selection/use-row-selection.ts'
import { useNear } from '../use-near.ts'
import { DeletedLine } from './DeletedLine.tsx'
import { useSpeaker } from './message-context.ts'
import { MessageActions } from './MessageActions.tsx'
import { MessageEditor } from './MessageEditor.tsx'
import styles from './MessageRow.module.css'
import { MessageState } from './MessageState.tsx'
import { MessageTools } from './MessageTools.tsx'
import { MessageWords } from './MessageWords.tsx'
import { useSwipe } from './use-swipe.ts'
import { useContextMenu } from './use-context-menu.ts'
import { VersionStepper } from './VersionStepper.tsx'

/** One message with all that belongs to it. Renders only for its own changes and its own live reply. */
export const MessageRow = memo(function MessageRow(props: {
  readonly message: Message
  readonly rowKey: string
  readonly startsGroup: boolean
  /** The one message of the thread that Tab reaches; the arrow keys go on from it. */
  readonly reachable: boolean
  readonly flash: boolean
}) {
  const { message, rowKey, startsGroup, reachable, flash } = props
  const { t, i18n } = useTranslation('chat')
  const formats = useFormats()
  const { name, member } = useSpeaker(message)
  const live = useLiveReply(message.id)
  const { near, nearProps } = useNear()
  const swipe = useSwipe(message)
  const { onContextMenu, ...menu } = useContextMenu()
  const [edited, setEdited] = useState<MessageId | null>(null)
  const editing = edited === message.id
  const selection = useRowSelection(message)
  const { selecting } = selection
  const typed = message.role === 'user'
  const time = message.createdAt
  const growing = message.state === 'streaming'
  const words = growing && live ? live.text : spokenText(message.parts)
  const tools = !editing && !message.deleted && !growing && !selecting
  const who = typed ? t('thread.you') : name

  return (
    <article
      className={classes(styles['row'], typed ? styles['yours'] : styles['theirs'], flash && styles['flash'])}
      data-row={rowKey}
      data-message={message.id}
      data-time={time ?? undefined}
      data-starts-group={startsGroup || undefined}
      aria-label={time === null ? who : t('thread.messageFrom', { who, time: formats.dateTime(time) })}
      aria-busy={growing || undefined}
      tabIndex={reachable ? 0 : -1}
      {...(member && accentProps(accentOf(member)))}
      {...nearProps}
      {...swipe}
      {...selection.rowProps}
      data-selected={selecting ? selection.selected : undefined}
      onContextMenu={tools ? onContextMenu : undefined}
    >
      {member && startsGroup && <SpeakerLine companion={member} name={name} />}
      {message.deleted ? (
        <DeletedLine message={message} />
      ) : editing ? (
        <MessageEditor message={message} onClose={() => setEdited(null)} />
      ) : (
        <div className={styles['body']} lang={guessLanguage(words, i18n.language)}>
          <MessageWords message={message} live={live} />
        </div>
      )}
      <MessageState message={message} live={live} />
      {!message.deleted && <MarksLine messageId={message.id} />}
      {message.versions.length > 1 && <VersionStepper message={message} />}
      {selecting && !message.deleted && !growing && (
        <SelectBox
          name={time === null ? t('select.one', { who }) : t('select.oneAt', { who, time: formats.dateTime(time) })}
          checked={selection.selected === 'chosen'}
          onChoose={selection.choose}
        />
      )}
      {tools && reachable && <MessageActions message={message} onEdit={() => setEdited(message.id)} />}
      {tools && (near || menu.open) && (
        <MessageTools message={message} menu={menu} onEdit={() => setEdited(message.id)} />
      )}
    </article>
  )
})
