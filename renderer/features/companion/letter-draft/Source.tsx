import { useQuery } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useLocation } from 'wouter'
import type { Citation } from '#shared/model/letter-draft.ts'
import { paths } from '#renderer/app/paths.ts'
import { Button } from '#renderer/design/Button.tsx'
import { Popover } from '#renderer/design/Popover.tsx'
import { useDayWords } from '#renderer/i18n/day-words.ts'
import { guessLanguage } from '#renderer/markdown/guess-language.ts'
import { useErrorText } from '#renderer/rpc/error-text.ts'
import { useApi } from '#renderer/rpc/RpcProvider.tsx'
import styles from './draft.module.css'

/** A message that a sentence rests on: its words, its day, and the way there. */
export function Source(props: { readonly citation: Citation; readonly number: number }) {
  const { number, citation } = props
  const { messageId, quote, date } = citation
  const { t, i18n } = useTranslation('draft')
  const words = useDayWords()
  const errorText = useErrorText()
  const api = useApi()
  const [, navigate] = useLocation()
  const [open, setOpen] = useState(false)
  const anchor = useRef<HTMLButtonElement>(null)
  const place = useQuery(api.letterDraft.place.queryOptions({ input: { messageId }, enabled: open, staleTime: 0 }))
  const text = place.data?.text ?? quote
  const label = t('result.source', { number: String(number) })
  return (
    <>
      <button
        ref={anchor}
        type="button"
        className={styles['mark']}
        aria-label={label}
        aria-expanded={open}
        onClick={() => setOpen(!open)}
      >
        {number}
      </button>
      <Popover open={open} onOpenChange={setOpen} anchor={anchor.current} label={label}>
        <div className={styles['source']}>
          <blockquote lang={guessLanguage(text, i18n.language)}>{text}</blockquote>
          {date === null ? null : <p className={styles['date']}>{words.date(date)}</p>}
          {place.error === null ? null : <p role="status">{errorText(place.error)}</p>}
          <Button
            size="small"
            disabled={place.data === undefined}
            onClick={() => place.data && navigate(paths.message(place.data.conversationId, messageId))}
          >
            {t('result.openMessage')}
          </Button>
        </div>
      </Popover>
    </>
  )
}
