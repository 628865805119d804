import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { CardPart, CardPreview } from '#shared/model/card.ts'
import { Banner } from '#renderer/design/Banner.tsx'
import { Button } from '#renderer/design/Button.tsx'
import { Section } from '#renderer/design/Page.tsx'
import { Switch } from '#renderer/design/Switch.tsx'
import { Attempts } from './Attempts.tsx'
import { CardLorebook } from './CardLorebook.tsx'
import { CardMemories } from './CardMemories.tsx'
import { CardWords } from './CardWords.tsx'
import styles from './cards.module.css'

/** Everything on a card, part by part, with what of it is wanted. */
export function CardReview(props: {
  readonly preview: CardPreview
  readonly busy: boolean
  readonly onAccept: (parts: CardPart[]) => void
}) {
  const { preview, busy, onAccept } = props
  const { t } = useTranslation('cards')
  const { fields, lorebook, memories, rest, picture, files, companionId } = preview
  const differing = fields.filter(({ words, now }) => words !== now)
  const newMemories = memories === null ? 0 : memories.entries.length - memories.here
  const newEntries = lorebook === null ? 0 : lorebook.entries.length - lorebook.here
  const careful = [...fields, ...(lorebook?.entries ?? []), ...(memories?.entries ?? []), ...rest].some(
    ({ attempts }) => attempts.length > 0,
  )
  const [wanted, setWanted] = useState<ReadonlySet<CardPart>>(() => {
    // Somebody who is here keeps their name unless it is asked for.
    const calm = differing
      .filter(({ part, now, attempts }) => attempts.length === 0 && (part !== 'name' || now === null))
      .map(({ part }) => part)
    const calmBook = newEntries > 0 && lorebook?.entries.every(({ attempts }) => attempts.length === 0)
    return new Set<CardPart>([
      // Without a name nobody can be made.
      ...(companionId === null ? (['name'] as const) : []),
      ...calm,
      ...(picture && companionId === null ? (['picture'] as const) : []),
      ...(calmBook ? (['lorebook'] as const) : []),
    ])
  })
  const want = (part: CardPart) => (isWanted: boolean) => {
    const next = new Set(wanted)
    if (isWanted) next.add(part)
    else next.delete(part)
    setWanted(next)
  }
  const same = fields.length - differing.length

  return (
    <>
      <p className={styles['shape']}>{t('shape', { name: preview.name, format: t(`formats.${preview.format}`) })}</p>
      {careful ? (
        <Banner tone="warn" title={t('careful')} live>
          {t('carefulBody')}
        </Banner>
      ) : null}
      <ul className={styles['parts']}>
        {picture ? (
          <li className={styles['part']}>
            <Switch
              label={t('parts.picture')}
              hint={t('pictureNote')}
              checked={wanted.has('picture')}
              onChange={want('picture')}
            />
          </li>
        ) : null}
        {differing.map(({ part, words, now, hidden, attempts }) => (
          <li key={part} className={styles['part']}>
            <Switch
              label={t(`parts.${part}`)}
              {...(hidden && { hint: t('hidden') })}
              checked={wanted.has(part)}
              onChange={want(part)}
            />
            <Attempts attempts={attempts} />
            {now === null ? (
              <CardWords label={t(`parts.${part}`)} words={words} />
            ) : (
              <div className={styles['sides']}>
                <div>
                  <p className={styles['side']}>{t('now')}</p>
                  <CardWords label={t('now')} words={now === '' ? t('empty') : now} />
                </div>
                <div>
                  <p className={styles['side']}>{t('onCard')}</p>
                  <CardWords label={t(`parts.${part}`)} words={words} />
                </div>
              </div>
            )}
          </li>
        ))}
        {lorebook && lorebook.entries.length > 0 ? (
          <li className={styles['part']}>
            <Switch
              label={t('parts.lorebook')}
              hint={
                lorebook.here === 0
                  ? t('entries', { count: lorebook.entries.length })
                  : `${t('entries', { count: lorebook.entries.length })} · ${t('here', { count: lorebook.here })}`
              }
              checked={wanted.has('lorebook')}
              onChange={want('lorebook')}
            />
            <CardLorebook entries={lorebook.entries} />
          </li>
        ) : null}
        {memories === null ? null : (
          <li className={styles['part']}>
            <Switch
              label={t('parts.memories')}
              hint={[
                t('memories', { count: memories.entries.length }),
                ...(memories.here === 0 ? [] : [t('here', { count: memories.here })]),
                t('memoriesNote'),
              ].join(' · ')}
              checked={wanted.has('memories')}
              onChange={want('memories')}
            />
            <CardMemories memories={memories.entries} />
          </li>
        )}
      </ul>
      {same > 0 && companionId !== null ? <p className={styles['quiet']}>{t('same', { count: same })}</p> : null}
      {rest.length > 0 || files > 0 ? (
        <Section title={t('rest')} description={t('restBody')}>
          <dl className={styles['rest']}>
            {rest.map(({ path, words, attempts }) => (
              <div key={path}>
                <dt className={styles['path']}>{path}</dt>
                <dd>
                  <Attempts attempts={attempts} />
                  <CardWords label={path} words={words} />
                </dd>
              </div>
            ))}
          </dl>
          {files > 0 ? <p className={styles['quiet']}>{t('withFiles', { count: files })}</p> : null}
        </Section>
      ) : null}
      <div className={styles['actions']}>
        <Button
          look="primary"
          size="large"
          busy={busy}
          disabled={wanted.size === 0}
          onClick={() => onAccept([...wanted])}
        >
          {companionId === null ? t('acceptNew') : t('accept')}
        </Button>
        {differing.length === 0 && newEntries === 0 && newMemories === 0 ? (
          <p className={styles['quiet']}>{t('nothing')}</p>
        ) : null}
      </div>
    </>
  )
}
