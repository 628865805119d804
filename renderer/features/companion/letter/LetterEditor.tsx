import { BookmarkPlus, History, Search } from 'lucide-react'
import { useDeferredValue, useEffect, useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { estimateTokens } from '#shared/estimate-tokens.ts'
import type { Companion } from '#shared/model/companion.ts'
import { longestLetter, type Letter } from '#shared/model/letter.ts'
import { Banner } from '#renderer/design/Banner.tsx'
import { Button } from '#renderer/design/Button.tsx'
import { IconButton } from '#renderer/design/IconButton.tsx'
import { useFormats } from '#renderer/i18n/format.ts'
import { guessLanguage } from '#renderer/markdown/guess-language.ts'
import { useErrorText } from '#renderer/rpc/error-text.ts'
import { CompanionFrame } from '../CompanionFrame.tsx'
import { DraftButton } from '../letter-draft/DraftButton.tsx'
import { NameDialog } from '../revisions/NameDialog.tsx'
import { RevisionsDialog } from '../revisions/RevisionsDialog.tsx'
import { countWords } from './count-words.ts'
import { crowded, LetterCosts, useReaders } from './LetterCosts.tsx'
import { LetterFind } from './LetterFind.tsx'
import { pasteLines } from './paste-lines.ts'
import { useLetterSaving } from './use-letter-saving.ts'
import styles from './letter.module.css'

/** Counting takes longer than a keystroke may; it follows once the hand rests. */
const countAfterMs = 250

/** One long text on one sheet. What is typed stays in the field itself, so that no length slows it down. */
export function LetterEditor(props: {
  readonly companion: Companion
  readonly letter: Letter
  readonly onDigest: () => void
  readonly onDraft: () => void
}) {
  const { companion, letter, onDigest, onDraft } = props
  const { name } = companion.profile
  const { t, i18n } = useTranslation(['letter', 'companion'])
  const formats = useFormats()
  const errorText = useErrorText()
  const area = useRef<HTMLTextAreaElement>(null)
  const saving = useLetterSaving(companion.id, letter)
  const [counted, setCounted] = useState(letter.text)
  const [finding, setFinding] = useState(false)
  const [dialog, setDialog] = useState<'revisions' | 'name' | null>(null)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const readers = useReaders(companion.id)
  const text = useDeferredValue(counted)
  const { characters, words, tokens } = useMemo(() => ({ ...countWords(text), tokens: estimateTokens(text) }), [text])
  const tight = readers.find(({ room, isDemo }) => !isDemo && tokens > room * crowded)
  const of = { subject: 'letter', companionId: companion.id } as const

  useEffect(() => () => clearTimeout(timer.current), [])
  const { isBehind, catchUp } = saving
  useEffect(() => {
    const field = area.current
    if (field === null || !isBehind(letter)) return
    catchUp(letter)
    if (field.value === letter.text) return
    const { selectionStart, scrollTop } = field
    field.value = letter.text
    field.setSelectionRange(selectionStart, selectionStart)
    field.scrollTop = scrollTop
    setCounted(letter.text)
  }, [letter, isBehind, catchUp])

  function written(value: string) {
    saving.write(value)
    clearTimeout(timer.current)
    timer.current = setTimeout(() => setCounted(value), countAfterMs)
  }

  return (
    <CompanionFrame
      fills
      companion={companion}
      tab="letter"
      saving={saving.pending ? 'saving' : saving.saved ? 'saved' : null}
    >
      <div
        className={styles['desk']}
        onKeyDown={(event) => {
          if (!(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey) return
          const key = event.key.toLowerCase()
          if (key !== 's' && key !== 'f') return
          event.preventDefault()
          event.stopPropagation()
          if (key === 's') saving.flush()
          else setFinding(true)
        }}
      >
        <div className={styles['tools']}>
          <h2 className={styles['title']} id="letter">
            {t('title')}
          </h2>
          <IconButton
            name={t('find.open')}
            icon={<Search aria-hidden />}
            active={finding}
            onClick={() => setFinding(!finding)}
          />
          <IconButton
            name={t('snapshot')}
            icon={<BookmarkPlus aria-hidden />}
            disabled={letter.savedAt === null}
            onClick={() => setDialog('name')}
          />
          <IconButton
            name={t('companion:revisions.title')}
            icon={<History aria-hidden />}
            onClick={() => setDialog('revisions')}
          />
          <DraftButton size="small" companionId={companion.id} purpose="letter" onOpen={onDraft} />
          <Button size="small" onClick={onDigest}>
            {t('digest.title')}
          </Button>
        </div>
        {finding ? <LetterFind area={area} onClose={() => setFinding(false)} /> : null}
        {saving.error === null ? null : (
          <Banner tone="danger" live>
            {t('notSaved')} {errorText(saving.error)}
          </Banner>
        )}
        {tight !== undefined && letter.digest.use === 'never' ? (
          <Banner
            tone={tokens > tight.room ? 'danger' : 'warn'}
            actions={
              <Button size="small" onClick={onDigest}>
                {t('digest.look')}
              </Button>
            }
          >
            {t(tokens > tight.room ? 'tooLong' : 'crowded', { model: tight.binding.model })}
          </Banner>
        ) : null}
        <textarea
          ref={area}
          className={styles['sheet']}
          aria-labelledby="letter"
          aria-describedby="letter-hint"
          lang={guessLanguage(text, i18n.language)}
          defaultValue={letter.text}
          maxLength={longestLetter}
          placeholder={t('placeholder', { name })}
          spellCheck={false}
          onChange={(event) => written(event.currentTarget.value)}
          onPaste={(event) => {
            if (pasteLines(event)) written(event.currentTarget.value)
          }}
          onBlur={saving.flush}
        />
        <div className={styles['foot']}>
          <p className={styles['count']}>
            {t('count', { words: formats.number(words), characters: formats.number(characters) })}
          </p>
          <LetterCosts readers={readers} tokens={tokens} />
          <p className={styles['hint']} id="letter-hint">
            {t('hint', { name })}
          </p>
        </div>
      </div>
      {dialog === 'revisions' ? <RevisionsDialog of={of} onClose={() => setDialog(null)} /> : null}
      {dialog === 'name' ? <NameDialog of={of} onClose={() => setDialog(null)} /> : null}
    </CompanionFrame>
  )
}
