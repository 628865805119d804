import { ArrowUp, Paperclip, Smile, Square } from 'lucide-react'
import {
  type KeyboardEvent,
  type ReactNode,
  type RefObject,
  useEffect,
  useId,
  useImperativeHandle,
  useRef,
  useState,
} from 'react'
import { useTranslation } from 'react-i18next'
import type { Companion } from '#shared/model/companion.ts'
import { isSendable, type Draft } from '#shared/model/draft.ts'
import type { ConversationId } from '#shared/model/ids.ts'
import { IconButton } from '#renderer/design/IconButton.tsx'
import { EmojiPicker } from '#renderer/emoji/EmojiPicker.tsx'
import { useTellDraft } from '../context/next-reply.ts'
import { AttachmentTray } from './attach/AttachmentTray.tsx'
import { RefusedFiles } from './attach/RefusedFiles.tsx'
import { SightNote, useSights } from './attach/SightNote.tsx'
import { useAttach } from './attach/use-attach.ts'
import { useDrop } from './attach/use-drop.ts'
import { usePaste } from './attach/use-paste.ts'
import styles from './Composer.module.css'
import { sends } from './enter-key.ts'
import { MentionPopup, optionId } from './mention/MentionPopup.tsx'
import { useMention } from './mention/use-mention.ts'
import { useSources } from './mention/use-sources.ts'
import { QuoteCard } from './QuoteCard.tsx'
import { useDraft } from './use-draft.ts'
import { useInsert } from './use-insert.ts'
import { useWriter } from './writer.ts'

/** Where words are written. `note` says why sending waits or went wrong, with the next step in it. */
export function Composer(props: {
  readonly conversationId: ConversationId
  readonly name: string
  readonly field: RefObject<HTMLTextAreaElement | null>
  /** Who may answer. */
  readonly companions: readonly Companion[]
  /** Those of a room, whom one can mention. */
  readonly members: readonly Companion[]
  /** Whether it is known yet who answers; until then a wish to send waits. */
  readonly known: boolean
  readonly canSend: boolean
  /** The words before are not stored yet; one message goes at a time. */
  readonly onTheWay: boolean
  readonly writing: boolean
  readonly note: ReactNode
  /** Resolves true when the words are stored; false when they must come back into the field. */
  readonly send: (draft: Draft) => Promise<boolean>
  readonly onStop: () => void
  /** Stands under the field. */
  readonly foot: ReactNode
}) {
  const { conversationId, name, field, companions, members, known, canSend, onTheWay, writing, note, send } = props
  const { onStop, foot } = props
  const { t } = useTranslation(['chat', 'emoji'])
  const draft = useDraft(conversationId)
  const { written } = draft
  const { text, attachments, quote } = written
  useTellDraft(written)
  const compositionEndedAt = useRef(0)
  const noteId = useId()
  const listId = useId()
  const chooser = useRef<HTMLInputElement>(null)
  const [smile, setSmile] = useState<HTMLButtonElement | null>(null)
  const [picking, setPicking] = useState(false)
  /** Somebody wanted to send before it was known who answers or sees, or while other words were on their way. */
  const [wished, setWished] = useState(false)

  const files = useAttach(attachments.length, (attachment) =>
    draft.change((before) => ({ attachments: [...before.attachments, attachment] })),
  )
  const onPaste = usePaste(files.attach)
  const dropping = useDrop(field, (dropped) => void files.attach(dropped))
  const sights = useSights(
    companions,
    attachments.some(({ kind }) => kind === 'image'),
  )
  const { insert, insertAtCaret } = useInsert(field, draft.setText)
  const mention = useMention(field, useSources(conversationId, members), insert)
  const ready = (canSend || !known) && files.busy === 0 && isSendable(written)
  const mayGo = known && sights.unknown === null && !onTheWay

  useImperativeHandle(useWriter(), () => ({
    quote: (next) => {
      draft.change(() => ({ quote: next }))
      field.current?.focus()
    },
    show: (next) => {
      draft.show(next)
      field.current?.focus()
    },
    save: draft.save,
  }))

  const submit = async () => {
    if (!ready) return
    if (!mayGo) return setWished(true)
    setWished(false)
    files.forget()
    const going = { ...written, text: text.trim() }
    draft.hold()
    draft.release((await send(going)) ? null : going)
  }

  const latest = useRef(submit)
  latest.current = submit
  useEffect(() => {
    if (wished && mayGo) void latest.current()
  }, [wished, mayGo])

  const onKeyDown = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    if (mention.onKey(event)) return
    if (!sends(event.nativeEvent, compositionEndedAt.current)) return
    event.preventDefault()
    void submit()
  }

  return (
    <div className={styles['composer']}>
      <div id={noteId} className={styles['note']} role="status">
        {note ?? (draft.unsaved ? t('composer.draftUnsaved') : null)}
      </div>
      <RefusedFiles refused={files.refused} onClose={files.forget} />
      <SightNote sights={sights} urgent={wished} onAnswer={() => field.current?.focus()} />
      <form
        className={styles['box']}
        data-dropping={dropping || undefined}
        onSubmit={(event) => {
          event.preventDefault()
          void submit()
        }}
      >
        <MentionPopup list={mention} id={listId} />
        {quote && <QuoteCard quote={quote} onRemove={() => draft.change(() => ({ quote: null }))} />}
        <AttachmentTray
          attachments={attachments}
          busy={files.busy}
          onChange={(next) => draft.change(() => ({ attachments: next }))}
        />
        <div className={styles['line']}>
          <IconButton name={t('attach.choose')} icon={<Paperclip />} onClick={() => chooser.current?.click()} />
          <textarea
            ref={field}
            className={styles['field']}
            rows={1}
            spellCheck={false}
            value={text}
            placeholder={t('composer.placeholder', { name })}
            aria-label={t('composer.label')}
            aria-describedby={noteId}
            aria-autocomplete="list"
            aria-controls={mention.active ? listId : undefined}
            aria-activedescendant={mention.active ? optionId(listId, mention.active.id) : undefined}
            onChange={(event) => {
              draft.setText(event.target.value)
              setWished(false)
              mention.look()
            }}
            onSelect={mention.look}
            onCompositionEnd={(event) => {
              compositionEndedAt.current = event.timeStamp
            }}
            onKeyDown={onKeyDown}
            onPaste={onPaste}
            onBlur={() => {
              draft.saveNow()
              mention.close()
            }}
          />
          <IconButton
            ref={setSmile}
            name={t('emoji:title')}
            icon={<Smile />}
            active={picking}
            aria-haspopup="dialog"
            onClick={() => setPicking(true)}
          />
          {writing && <IconButton name={t('composer.stop')} icon={<Square fill="currentColor" />} onClick={onStop} />}
          {(!writing || ready) && (
            <span className={styles['send']} data-ready={ready || undefined}>
              <IconButton
                type="submit"
                name={writing ? t('outbox.queue') : t('composer.send')}
                icon={<ArrowUp />}
                disabled={!ready}
              />
            </span>
          )}
        </div>
        <input
          ref={chooser}
          type="file"
          multiple
          hidden
          onChange={(event) => {
            void files.attach([...(event.target.files ?? [])])
            event.target.value = ''
            field.current?.focus()
          }}
        />
        {dropping && <p className={styles['drop']}>{t('attach.drop')}</p>}
      </form>
      <EmojiPicker
        open={picking}
        onOpenChange={setPicking}
        anchor={smile}
        returnFocus={() => field.current}
        onPick={insertAtCaret}
      />
      <div className={styles['foot']}>
        {foot}
        <p className={styles['hint']}>{t('composer.hint')}</p>
      </div>
    </div>
  )
}
