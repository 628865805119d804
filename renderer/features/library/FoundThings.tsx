import { Badge } from '#renderer/design/Badge.tsx'
import { Button } from '#renderer/design/Button.tsx'
import { guessLanguage } from '#renderer/markdown/guess-language.ts'
import { paths } from '#renderer/app/paths.ts'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import type { MilestoneId } from '#shared/model/ids.ts'
import type { FoundThing } from '#shared/model/search.ts'
import { Highlighted } from './Highlighted.tsx'
import styles from './library.module.css'

/** How many lines stand above the messages before all are asked for. */
const shownAtFirst = 4

/** Where a thing is at home; null where it belongs to nobody who has a page. */
function placeOf({ kind, id, companionId, conversationId, messageId }: FoundThing): string | null {
  if (conversationId !== null) {
    return messageId === null ? paths.chat(conversationId) : paths.message(conversationId, messageId)
  }
  if (kind === 'day') return paths.day(id as MilestoneId)
  if (companionId === null) return null
  if (kind === 'memory') return paths.companion(companionId, 'memories')
  if (kind === 'letter') return paths.companion(companionId, 'letter')
  if (kind === 'lore') return paths.companion(companionId, 'lorebook')
  return paths.companion(companionId)
}

/** What was found besides messages, each leading to its place. */
export function FoundThings(props: {
  readonly things: readonly FoundThing[]
  readonly total: number
  readonly all: boolean
  readonly nameOf: (thing: FoundThing) => string | undefined
  readonly onAll: () => void
}) {
  const { things, total, all, nameOf, onAll } = props
  const { t, i18n } = useTranslation('library')
  if (total === 0) return null
  const shown = all ? things : things.slice(0, shownAtFirst)
  return (
    <section className={styles['things']} aria-labelledby="found-things">
      <h2 id="found-things" className={styles['thingsTitle']}>
        {t('things.title')}
      </h2>
      <ul className={styles['thingList']}>
        {shown.map((thing, index) => {
          const place = placeOf(thing)
          const whole = thing.title !== null && thing.snippet === thing.title
          const words = (
            <>
              <Badge>{t(`things.${thing.kind}`)}</Badge>
              {!whole && thing.title !== null && <span className={styles['thingTitle']}>{thing.title}</span>}
              <span className={styles['thingWords']} lang={guessLanguage(thing.snippet, i18n.language)}>
                <Highlighted text={thing.snippet} ranges={thing.ranges} />
              </span>
              {thing.kind !== 'companion' && <span className={styles['thingWho']}>{nameOf(thing)}</span>}
            </>
          )
          return (
            <li key={`${thing.kind} ${thing.id} ${index}`}>
              {place === null ? (
                <span className={styles['thing']}>{words}</span>
              ) : (
                <Link href={place} className={styles['thing']} data-hit>
                  {words}
                </Link>
              )}
            </li>
          )
        })}
      </ul>
      {!all && total > shown.length && (
        <Button look="quiet" size="small" onClick={onAll}>
          {t('things.all', { number: total })}
        </Button>
      )}
    </section>
  )
}
