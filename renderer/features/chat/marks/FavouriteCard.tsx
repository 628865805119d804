import { Pencil, StarOff } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { MarkedMessage } from '#shared/model/mark.ts'
import { IconButton } from '#renderer/design/IconButton.tsx'
import { useFormats } from '#renderer/i18n/format.ts'
import { guessLanguage } from '#renderer/markdown/guess-language.ts'
import { plainWords } from '#renderer/markdown/plain-words.ts'
import styles from './FavouritesPanel.module.css'
import { useMarkActions } from './marks-context.ts'

/** One favourite: who said it and when, how it begins, and why it is kept. */
export function FavouriteCard(props: {
  readonly favourite: MarkedMessage
  /** Of the companion. */
  readonly name: string
  readonly onOpen: () => void
}) {
  const { favourite, name, onOpen } = props
  const { messageId, role, author, createdAt, excerpt, note } = favourite
  const { t, i18n } = useTranslation('chat')
  const formats = useFormats()
  const { editNote, setFavourite } = useMarkActions()
  const who = role === 'user' ? t('thread.you') : (author ?? name)
  const words = plainWords(excerpt)
  return (
    <li className={styles['card']}>
      <button type="button" className={styles['open']} onClick={onOpen}>
        <span className={styles['who']}>
          <span>{who}</span>
          {createdAt !== null && <time dateTime={new Date(createdAt).toISOString()}>{formats.date(createdAt)}</time>}
        </span>
        <span className={styles['words']} lang={guessLanguage(words, i18n.language)}>
          {words || t('marks.noWords')}
        </span>
      </button>
      {note !== '' && (
        <p className={styles['note']} lang={guessLanguage(note, i18n.language)}>
          {note}
        </p>
      )}
      <div className={styles['tools']}>
        <IconButton
          size="small"
          name={note === '' ? t('marks.addNote') : t('marks.editNote')}
          icon={<Pencil />}
          onClick={() => editNote(messageId, note)}
        />
        <IconButton
          size="small"
          name={t('marks.unkeep')}
          icon={<StarOff />}
          onClick={() => setFavourite(messageId, false, note)}
        />
      </div>
    </li>
  )
}
