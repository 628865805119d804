import { type Ref, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { Companion } from '#shared/model/companion.ts'
import type { Message } from '#shared/model/message.ts'
import { accentOf, accentProps } from '#renderer/design/accent.ts'
import { initialOf } from '#renderer/design/initial-of.ts'
import { useFormats } from '#renderer/i18n/format.ts'
import { useAssetUrl } from '#renderer/rpc/RpcProvider.tsx'
import { toThreadRows } from '../thread/thread-rows.ts'
import { coverMark, type Cover, listedWords } from './covering.ts'
import type { NameChoice, PictureOptions } from './picture-options.ts'
import styles from './PictureSheet.module.css'
import { SheetMessage } from './SheetMessage.tsx'

export type SheetProps = {
  readonly messages: readonly Message[]
  readonly companion: Companion | undefined
  readonly nameOf: (message: Message) => string
  readonly options: PictureOptions
}

function nameAs(name: string, { kind, other }: NameChoice): string | null {
  if (kind === 'shown') return name
  return kind === 'other' && other.trim() !== '' ? other.trim() : null
}

/** What must not be read in the words: covered names, also of other speakers, and whatever was listed. */
function coversOf({ messages, companion, nameOf, options }: SheetProps): Cover[] {
  const { theirs, yours, cover } = options
  const covers = listedWords(cover).map((word) => ({ word, instead: coverMark }))
  if (theirs.kind !== 'shown') {
    const names = new Set([companion?.profile.name ?? '', ...messages.filter(isTheirs).map(nameOf)])
    for (const name of names) covers.push({ word: name, instead: nameAs(name, theirs) ?? coverMark })
  }
  if (yours.kind !== 'shown') {
    for (const { author } of messages.filter((message) => !isTheirs(message))) {
      if (author !== null) covers.push({ word: author, instead: nameAs(author, yours) ?? coverMark })
    }
  }
  return covers
}

function isTheirs({ role }: Message): boolean {
  return role !== 'user'
}

/** The page that becomes the picture: a letter on paper, in its own theme and width whatever the window's are. */
export function PictureSheet({ ref, ...props }: SheetProps & { readonly ref: Ref<HTMLDivElement> }) {
  const { messages, companion, nameOf, options } = props
  const { theme, width, face, title, theirs, yours, days, times, avatar, footer } = options
  const { t, i18n } = useTranslation('chat')
  const formats = useFormats()
  const picture = useAssetUrl(avatar ? companion?.avatarId : null)
  const rows = useMemo(() => toThreadRows(messages), [messages])
  const covers = useMemo(
    () => coversOf({ messages, companion, nameOf, options }),
    [messages, companion, nameOf, options],
  )
  const dated = messages.flatMap(({ createdAt }) => (createdAt === null ? [] : [createdAt]))
  const [first, last] = [Math.min(...dated), Math.max(...dated)]
  const heading = title.trim()
  const theirName = companion ? nameAs(companion.profile.name, theirs) : null
  return (
    <div
      ref={ref}
      className={styles['sheet']}
      lang={i18n.language}
      data-theme={theme}
      data-width={width}
      data-face={face}
      {...accentProps(accentOf(companion))}
    >
      {width === 'letter' && <span className={styles['frame']} />}
      <header className={styles['head']} data-row-end>
        {avatar && (picture !== null || theirName !== null) && (
          <span className={styles['avatar']}>
            {picture ? <img src={picture} alt="" /> : <span>{initialOf(theirName ?? '')}</span>}
          </span>
        )}
        {heading !== '' && <p className={styles['title']}>{heading}</p>}
        {days && dated.length > 0 && (
          <p className={styles['dates']}>{[...new Set([formats.date(first), formats.date(last)])].join(' — ')}</p>
        )}
        <span className={styles['ornament']} />
      </header>
      {rows.map((row) => {
        if (row.kind === 'day') {
          return days ? (
            <div key={row.key} className={styles['day']}>
              <span className={styles['line']} />
              <span className={styles['date']}>{formats.fullDate(row.time)}</span>
              <span className={styles['line']} />
            </div>
          ) : null
        }
        if (row.kind === 'gap') {
          return times ? (
            <p key={row.key} className={styles['gap']}>
              {formats.time(row.time)}
            </p>
          ) : null
        }
        if (row.kind !== 'message') return null
        const { message, startsGroup, key } = row
        return (
          <SheetMessage
            key={`${key} ${message.id}`}
            message={message}
            startsGroup={startsGroup}
            name={nameAs(nameOf(message), isTheirs(message) ? theirs : yours)}
            time={times && message.createdAt !== null ? formats.time(message.createdAt) : null}
            covers={covers}
          />
        )
      })}
      {footer && (
        <footer className={styles['foot']} data-row-end>
          <span>{t('picture.footer')}</span>
          <span className={styles['mark']}>{t('picture.madeWith')}</span>
        </footer>
      )}
    </div>
  )
}
