import { type ReactNode, type RefObject, useId, useImperativeHandle } from 'react'
import { useTranslation } from 'react-i18next'
import type { Companion } from '#shared/model/companion.ts'
import { isSendable, type Draft } from '#shared/model/draft.ts'
import type { ConversationId } from '#shared/model/ids.ts'
import { useTellDraft } from '../context/next-reply.ts'
import { AttachButton } from './attach/AttachButton.tsx'
import { AttachmentTray } from './attach/AttachmentTray.tsx'
import { RefusedFiles } from './attach/RefusedFiles.tsx'
import { SightNote, useSights } from './attach/SightNote.tsx'
import { useAttach } from './attach/use-attach.ts'
import { useDrop } from './attach/use-drop.ts'
import { usePaste } from './attach/use-paste.ts'
import styles from './Composer.module.css'
import { EmojiButton } from './EmojiButton.tsx'
import { MentionPopup } from './mention/MentionPopup.tsx'
import { useMention } from './mention/use-mention.ts'
import { useSources } from './mention/use-sources.ts'
import { QuoteCard } from './QuoteCard.tsx'
import { SendButtons } from './SendButtons.tsx'
import { useDraft } from './use-draft.ts'
import { useInsert } from './use-insert.ts'
import { useWish } from './use-wish.ts'
import { useWriter } from './writer.ts'
import { WritingField } from './WritingField.tsx'

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
  const { t } = useTranslation('chat')
  const noteId = useId()
  const listId = useId()
  const toField = () => field.current?.focus()

  const draft = useDraft(conversationId)
  const { written } = draft
  const { text, attachments, quote } = written
  useTellDraft(written)

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
  const go = async () => {
    if (!ready) return
    files.forget()
    const going = { ...written, text: text.trim() }
    draft.hold()
    draft.release((await send(going)) ? null : going)
  }
  const wish = useWish({ mayGo: known && sights.unknown === null && !onTheWay, send: () => void go() })
  const submit = () => {
    if (ready) wish.make()
  }

  useImperativeHandle(useWriter(), () => ({
    quote: (next) => {
      draft.change(() => ({ quote: next }))
      toField()
    },
    show: (next) => {
      draft.show(next)
      toField()
    },
    save: draft.save,
  }))

  return (
    <div className={styles['composer']}>
      <div id={noteId} className={styles['note']} role="status">
        {note ?? (draft.unsaved ? t('composer.draftUnsaved') : null)}
      </div>
      <RefusedFiles refused={files.refused} onClose={files.forget} />
      <SightNote sights={sights} urgent={wish.isWaiting} onAnswer={toField} />
      <form
        className={styles['box']}
        data-dropping={dropping || undefined}
        onSubmit={(event) => {
          event.preventDefault()
          submit()
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
          <AttachButton
            onChosen={(chosen) => {
              void files.attach(chosen)
              toField()
            }}
          />
          <WritingField
            field={field}
            name={name}
            text={text}
            mention={mention}
            listId={listId}
            noteId={noteId}
            onText={(next) => {
              draft.setText(next)
              wish.take()
            }}
            onPaste={onPaste}
            onSend={submit}
            onLeave={draft.saveNow}
          />
          <EmojiButton field={field} onPick={insertAtCaret} />
          <SendButtons writing={writing} ready={ready} onStop={onStop} />
        </div>
        {dropping && <p className={styles['drop']}>{t('attach.drop')}</p>}
      </form>
      <div className={styles['foot']}>
        {foot}
        <p className={styles['hint']}>{t('composer.hint')}</p>
      </div>
    </div>
  )
}
