import { useTranslation } from 'react-i18next'
import type { Draft } from '#shared/model/draft.ts'
import { classes } from '#renderer/design/classes.ts'
import { guessLanguage } from '#renderer/markdown/guess-language.ts'
import { FilePart, PicturePart } from './MediaParts.tsx'
import { TypedText } from './MessageParts.tsx'
import styles from './MessageRow.module.css'
import stateStyles from './MessageState.module.css'
import { QuotedWords } from './QuotedWords.tsx'
import wordStyles from './MessageWords.module.css'

/** Words that are on their way into the vault. */
export function OutgoingRow({ draft, waiting }: { readonly draft: Draft; readonly waiting: boolean }) {
  const { t } = useTranslation('chat')
  return (
    <div className={classes(styles['row'], styles['yours'])} data-starts-group>
      <OutgoingWords draft={draft} />
      <p className={stateStyles['mark']} role="status">
        {waiting ? t('composer.waiting') : t('thread.sending')}
      </p>
    </div>
  )
}

/** What is not in the thread yet, as it will stand there. */
export function OutgoingWords({ draft, faint = false }: { readonly draft: Draft; readonly faint?: boolean }) {
  const { text, attachments, quote } = draft
  const { i18n } = useTranslation('chat')
  const media = { pointer: null, mime: null }
  return (
    <div className={classes(styles['yours'], styles['alone'])} data-faint={faint || undefined}>
      <div className={styles['body']} lang={guessLanguage(text, i18n.language)}>
        <div className={wordStyles['words']}>
          {quote && <QuotedWords author={quote.author} text={quote.text} onOpen={null} />}
          {attachments.map((attachment, index) =>
            attachment.kind === 'image' ? (
              <PicturePart key={index} part={{ ...media, ...attachment }} />
            ) : (
              <FilePart key={index} part={{ ...media, ...attachment }} />
            ),
          )}
          {text !== '' && <TypedText text={text} />}
        </div>
      </div>
    </div>
  )
}
