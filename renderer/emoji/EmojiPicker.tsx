import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Apple, Clock, Dumbbell, Flag, Hash, Lamp, Leaf, Plane, Smile, UserRound } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Language } from '#shared/languages.ts'
import { Popover } from '#renderer/design/Popover.tsx'
import { Segmented } from '#renderer/design/Segmented.tsx'
import { TextField } from '#renderer/design/TextField.tsx'
import { Tooltip } from '#renderer/design/Tooltip.tsx'
import { useApi, useClient } from '#renderer/rpc/RpcProvider.tsx'
import { canDraw } from './can-draw.ts'
import { emojiGroups, findEmoji, loadEmoji, type Emoji, type EmojiGroup } from './emoji-data.ts'
import styles from './EmojiPicker.module.css'
import { kaomoji, moods } from './kaomoji.ts'
import { walkGrid } from './walk-grid.ts'

const mostFound = 120
const mostRecent = 24

const icons: Record<EmojiGroup | 'recent', ReactNode> = {
  recent: <Clock />,
  smileys: <Smile />,
  people: <UserRound />,
  animals: <Leaf />,
  food: <Apple />,
  travel: <Plane />,
  activities: <Dumbbell />,
  objects: <Lamp />,
  symbols: <Hash />,
  flags: <Flag />,
}

/** Emoji by name or by group, and faces made of letters by mood; what was picked last is at hand. Stays open for several. */
export function EmojiPicker(props: {
  readonly open: boolean
  readonly onOpenChange: (open: boolean) => void
  readonly anchor: HTMLElement | null
  readonly returnFocus: () => HTMLElement | null
  readonly onPick: (text: string) => void
  /** Where a sign is wanted and no face made of letters. */
  readonly emojiOnly?: boolean
  /** Stands under the grid. */
  readonly foot?: ReactNode
}) {
  const { open, onOpenChange, anchor, returnFocus, onPick, emojiOnly = false, foot } = props
  const { t } = useTranslation('emoji')
  return (
    <Popover
      open={open}
      onOpenChange={onOpenChange}
      anchor={anchor}
      returnFocus={returnFocus}
      align="end"
      label={t('title')}
    >
      <Picker onPick={onPick} emojiOnly={emojiOnly} />
      {foot}
    </Popover>
  )
}

function Picker(props: { readonly onPick: (text: string) => void; readonly emojiOnly: boolean }) {
  const { onPick, emojiOnly } = props
  const { t, i18n } = useTranslation('emoji')
  const { recent, remember } = useRecent()
  const [shelf, setShelf] = useState<'emoji' | 'kaomoji'>('emoji')
  const [query, setQuery] = useState('')
  const [chosen, setChosen] = useState<EmojiGroup | 'recent' | null>(null)
  const language = Language.parse(i18n.language)
  const book = useQuery({ queryKey: ['emoji', language], queryFn: () => loadEmoji(language) }).data
  const group = chosen ?? (recent.some((text) => !emojiOnly || !isFace(text)) ? 'recent' : 'smileys')

  const pick = (text: string) => {
    onPick(text)
    remember(text)
  }

  const shown: readonly Emoji[] | undefined =
    query.trim() !== ''
      ? book && findEmoji(book, query, mostFound).filter(({ emoji }) => canDraw(emoji))
      : group === 'recent'
        ? recent.filter((text) => !emojiOnly || !isFace(text)).map((emoji) => ({ emoji, name: emoji, words: '' }))
        : book?.[group].filter(({ emoji }) => canDraw(emoji))

  return (
    <div className={styles['picker']}>
      {!emojiOnly && (
        <Segmented
          label={t('title')}
          value={shelf}
          onChange={setShelf}
          segments={[
            { value: 'emoji', label: t('emoji') },
            { value: 'kaomoji', label: t('kaomoji') },
          ]}
        />
      )}
      {shelf === 'emoji' ? (
        <>
          <TextField
            label={t('search')}
            labelHidden
            type="search"
            placeholder={t('search')}
            value={query}
            onChange={(event) => setQuery(event.target.value)}
          />
          {query.trim() === '' && (
            <div className={styles['groups']} role="group" aria-label={t('groups')}>
              {(['recent', ...emojiGroups] as const).map((one) => (
                <Tooltip key={one} text={t(`group.${one}`)}>
                  <button
                    type="button"
                    className={styles['group']}
                    aria-label={t(`group.${one}`)}
                    aria-pressed={one === group}
                    onClick={() => setChosen(one)}
                  >
                    {icons[one]}
                  </button>
                </Tooltip>
              ))}
            </div>
          )}
          <div className={styles['grid']} role="group" aria-label={t('emoji')} onKeyDown={walkGrid}>
            {shown?.map(({ emoji, name }, index) => (
              <button
                key={emoji}
                type="button"
                className={isFace(emoji) ? styles['face'] : styles['emoji']}
                title={name}
                aria-label={name}
                tabIndex={index === 0 ? 0 : -1}
                onClick={() => pick(emoji)}
              >
                {emoji}
              </button>
            ))}
            {shown?.length === 0 && <p className={styles['none']}>{query.trim() === '' ? t('noneYet') : t('none')}</p>}
          </div>
        </>
      ) : (
        <div className={styles['moods']}>
          {moods.map((mood) => (
            <section key={mood}>
              <h3>{t(`mood.${mood}`)}</h3>
              <div className={styles['faces']} onKeyDown={walkGrid}>
                {kaomoji[mood].map((face) => (
                  <button key={face} type="button" className={styles['face']} onClick={() => pick(face)}>
                    {face}
                  </button>
                ))}
              </div>
            </section>
          ))}
        </div>
      )}
    </div>
  )
}

/** Emoji are drawn large and in columns; faces made of letters take the width they need. */
function isFace(text: string): boolean {
  return !/\p{Extended_Pictographic}|\p{Regional_Indicator}|\u20e3/u.test(text) || text.length > 16
}

/** What was picked last, kept in the vault. */
function useRecent() {
  const api = useApi()
  const client = useClient()
  const queries = useQueryClient()
  const options = api.settings.get.queryOptions()
  const recent = useQuery(options).data?.writing.recentEmoji ?? []
  const { mutate } = useMutation({
    mutationFn: (recentEmoji: string[]) => client.settings.update({ writing: { recentEmoji } }),
    onSuccess: (settings) => queries.setQueryData(options.queryKey, settings),
  })
  const remember = (text: string) => mutate([text, ...recent.filter((one) => one !== text)].slice(0, mostRecent))
  return { recent, remember }
}
