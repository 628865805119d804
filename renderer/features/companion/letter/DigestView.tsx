import { useMutation } from '@tanstack/react-query'
import { ArrowLeft, History } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { estimateTokens } from '#shared/estimate-tokens.ts'
import type { Companion } from '#shared/model/companion.ts'
import { DigestUse, type Digest, type Letter } from '#shared/model/letter.ts'
import { Banner } from '#renderer/design/Banner.tsx'
import { IconButton } from '#renderer/design/IconButton.tsx'
import { Segmented } from '#renderer/design/Segmented.tsx'
import { useErrorText } from '#renderer/rpc/error-text.ts'
import { useClient, useRpc } from '#renderer/rpc/RpcProvider.tsx'
import { CompanionFrame } from '../CompanionFrame.tsx'
import { RevisionsDialog } from '../revisions/RevisionsDialog.tsx'
import { DigestDraft } from './DigestDraft.tsx'
import { LetterCosts, useReaders } from './LetterCosts.tsx'
import { pasteLines } from './paste-lines.ts'
import styles from './letter.module.css'

const settleMs = 600

/** The short form of the Letter, and when it is sent instead. The Letter itself stays as it is. */
export function DigestView(props: {
  readonly companion: Companion
  readonly letter: Letter
  readonly onLetter: () => void
}) {
  const { companion, letter, onLetter } = props
  const { digest } = letter
  const { t } = useTranslation(['letter', 'companion'])
  const errorText = useErrorText()
  const client = useClient()
  const { api, queries } = useRpc()
  const readers = useReaders(companion.id)
  const [text, setText] = useState(digest.text)
  const [looking, setLooking] = useState(false)
  const waiting = useRef<string | null>(null)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const { mutate, error, isPending, isSuccess } = useMutation({
    scope: { id: `digest-${companion.id}` },
    mutationFn: (change: Partial<Pick<Digest, 'text' | 'use'>>) =>
      client.letter.saveDigest({ companionId: companion.id, digest: change }),
    onSuccess: (saved) =>
      queries.setQueryData(api.letter.get.queryKey({ input: { companionId: companion.id } }), saved),
  })
  const flush = useRef(() => undefined as void)
  useEffect(() => {
    flush.current = () => {
      clearTimeout(timer.current)
      if (waiting.current !== null) mutate({ text: waiting.current })
      waiting.current = null
    }
  }, [mutate])
  useEffect(() => {
    const leave = () => flush.current()
    window.addEventListener('pagehide', leave)
    return () => {
      window.removeEventListener('pagehide', leave)
      leave()
    }
  }, [])
  function written(words: string) {
    setText(words)
    waiting.current = words
    clearTimeout(timer.current)
    timer.current = setTimeout(() => flush.current(), settleMs)
  }

  const isOld = digest.text !== '' && digest.letterSavedAt !== letter.savedAt

  return (
    <CompanionFrame fills companion={companion} tab="letter" saving={isPending ? 'saving' : isSuccess ? 'saved' : null}>
      <div className={styles['desk']}>
        <div className={styles['tools']}>
          <IconButton name={t('digest.back')} icon={<ArrowLeft aria-hidden />} onClick={onLetter} />
          <h2 className={styles['title']} id="digest">
            {t('digest.title')}
          </h2>
          <IconButton
            name={t('companion:revisions.title')}
            icon={<History aria-hidden />}
            onClick={() => setLooking(true)}
          />
        </div>
        <p className={styles['explains']}>{t('digest.body')}</p>
        {error === null ? null : (
          <Banner tone="danger" live>
            {errorText(error)}
          </Banner>
        )}
        {isOld ? <Banner>{t('digest.old')}</Banner> : null}
        <DigestDraft
          companionId={companion.id}
          letter={letter}
          reader={readers[0]}
          onDrafted={(saved) => {
            waiting.current = null
            setText(saved.digest.text)
          }}
        />
        <textarea
          className={styles['sheet']}
          aria-labelledby="digest"
          value={text}
          maxLength={40_000}
          placeholder={t('digest.placeholder')}
          spellCheck={false}
          onChange={(event) => written(event.currentTarget.value)}
          onPaste={(event) => {
            if (pasteLines(event)) written(event.currentTarget.value)
          }}
          onBlur={() => flush.current()}
        />
        <div className={styles['foot']}>
          <LetterCosts readers={readers} tokens={estimateTokens(text)} />
          <Segmented<DigestUse>
            label={t('digest.use')}
            value={digest.use}
            onChange={(use) => {
              flush.current()
              mutate({ use })
            }}
            segments={DigestUse.options.map((value) => ({ value, label: t(`digest.uses.${value}`) }))}
          />
        </div>
      </div>
      {looking ? (
        <RevisionsDialog
          of={{ subject: 'digest', companionId: companion.id }}
          onClose={() => setLooking(false)}
          onRestored={() => {
            void client.letter.get({ companionId: companion.id }).then((saved) => setText(saved.digest.text))
          }}
        />
      ) : null}
    </CompanionFrame>
  )
}
