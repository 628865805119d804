import { useQuery } from '@tanstack/react-query'
import { FolderInput, MessageCircle } from 'lucide-react'
import type { ComponentType } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, useLocation } from 'wouter'
import type { Companion } from '#shared/model/companion.ts'
import type { CompanionId } from '#shared/model/ids.ts'
import type { LocalDate } from '#shared/model/milestone.ts'
import type { Years } from '#shared/model/story.ts'
import { paths } from '#renderer/app/paths.ts'
import { accentOf, accentProps } from '#renderer/design/accent.ts'
import { Button } from '#renderer/design/Button.tsx'
import { EmptyState } from '#renderer/design/EmptyState.tsx'
import { SidebarToggle } from '#renderer/design/Frame.tsx'
import { LocalNav } from '#renderer/design/LocalNav.tsx'
import { Page, Section } from '#renderer/design/Page.tsx'
import { PastWords } from '#renderer/design/PastWords.tsx'
import { Progress } from '#renderer/design/Progress.tsx'
import { Spinner } from '#renderer/design/Spinner.tsx'
import { VisuallyHidden } from '#renderer/design/VisuallyHidden.tsx'
import { useDayWords } from '#renderer/i18n/day-words.ts'
import { useFormats } from '#renderer/i18n/format.ts'
import { guessLanguage } from '#renderer/markdown/guess-language.ts'
import { plainWords } from '#renderer/markdown/plain-words.ts'
import { useErrorText } from '#renderer/rpc/error-text.ts'
import { useApi } from '#renderer/rpc/RpcProvider.tsx'
import { HeatMap } from './HeatMap.tsx'
import { Hours } from './Hours.tsx'
import { SharedThings } from './SharedThings.tsx'
import { useSaidWords } from './use-said-words.ts'
import { Voices } from './Voices.tsx'
import styles from './story.module.css'

/** The years with a companion. Numbers as they are: nothing is rated, kept up or compared. */
export function StoryPage(props: {
  /** Null for whoever comes first. */
  readonly companionId: CompanionId | null
  readonly OnThisDay: ComponentType<{ readonly date: LocalDate; readonly companionId: CompanionId }>
}) {
  const { t } = useTranslation(['story', 'common'])
  const companions = useQuery(useApi().companions.list.queryOptions()).data
  if (companions === undefined) return <Spinner label={t('common:loading')} />
  const present = companions.filter(({ id, archived }) => !archived || id === props.companionId)
  const companion = props.companionId === null ? present[0] : present.find(({ id }) => id === props.companionId)
  if (companion === undefined) {
    return (
      <main>
        <EmptyState page title={t('nobody')} />
      </main>
    )
  }
  return (
    <Page
      title={t('title')}
      start={<SidebarToggle name={t('common:openSidebar')} />}
      {...(present.length > 1
        ? {
            navigation: (
              <LocalNav
                label={t('with')}
                Link={Link}
                current={String(companion.id)}
                items={present.map(({ id, profile }) => ({
                  key: String(id),
                  href: paths.story(id),
                  label: profile.name,
                }))}
              />
            ),
          }
        : {})}
    >
      <Story key={companion.id} companion={companion} OnThisDay={props.OnThisDay} />
    </Page>
  )
}

function Story(props: {
  readonly companion: Companion
  readonly OnThisDay: ComponentType<{ readonly date: LocalDate; readonly companionId: CompanionId }>
}) {
  const { companion, OnThisDay } = props
  const { t } = useTranslation(['story', 'common'])
  const errorText = useErrorText()
  const years = useQuery(useApi().story.years.queryOptions({ input: { companionId: companion.id } }))
  if (years.error !== null) return <EmptyState title={errorText(years.error)} />
  if (years.data === undefined) return <Counting companionId={companion.id} />
  const { total, days, hours, voices, emoji, today } = years.data
  if (total.yours.messages + total.theirs.messages === 0) return <NothingYet companion={companion} />
  const { name } = companion.profile
  return (
    <div className={styles['story']} {...accentProps(accentOf(companion))}>
      <Beginning years={years.data} name={name} />
      <Amounts years={years.data} name={name} />
      {days.length > 0 && (
        <>
          <Section title={t('calendar.title')} description={t('calendar.hint')}>
            <HeatMap companionId={companion.id} name={name} days={days} />
          </Section>
          <Hours hours={hours} />
        </>
      )}
      {voices.length > 0 && <Voices voices={voices} />}
      <SharedThings companionId={companion.id} name={name} emoji={emoji} />
      <LongestTalk years={years.data} />
      <OnThisDay date={today} companionId={companion.id} />
      <HowItIsCounted years={years.data} />
    </div>
  )
}

/** The first time, or after an import, every message is counted: seconds, where there are very many. */
function Counting({ companionId }: { readonly companionId: CompanionId }) {
  const { t } = useTranslation('story')
  const counted = useQuery(
    useApi().story.counted.queryOptions({ input: { companionId }, refetchInterval: 500, gcTime: 0 }),
  ).data
  if (counted === undefined || counted.share === 1) return <Spinner label={t('counting')} />
  return <Progress label={t('counting')} value={counted.share} />
}

function NothingYet({ companion }: { readonly companion: Companion }) {
  const { t } = useTranslation('story')
  const [, navigate] = useLocation()
  return (
    <EmptyState
      title={t('empty.title')}
      actions={
        <>
          <Button
            look="primary"
            icon={<MessageCircle size="1.125em" strokeWidth={1.5} aria-hidden />}
            onClick={() => navigate(paths.chat(companion.lifelongId))}
          >
            {t('empty.write')}
          </Button>
          <Button
            icon={<FolderInput size="1.125em" strokeWidth={1.5} aria-hidden />}
            onClick={() => navigate(paths.import())}
          >
            {t('empty.bring')}
          </Button>
        </>
      }
    >
      {t('empty.body', { name: companion.profile.name })}
    </EmptyState>
  )
}

/** How long it has been, and how it began. */
function Beginning({ years, name }: { readonly years: Years; readonly name: string }) {
  const { t, i18n } = useTranslation('story')
  const words = useDayWords()
  const { first, daysSince, days } = years
  if (daysSince === null) return null
  const number = words.number(daysSince)
  const [before = '', after = ''] = t('days', { count: daysSince, number }).split(number)
  return (
    <>
      <header className={styles['since']}>
        {daysSince === 0 ? (
          <p className={styles['today']}>{t('today')}</p>
        ) : (
          <p className={styles['number']}>
            {before}
            <span className={styles['figure']}>{number}</span>
            {after}
          </p>
        )}
        {daysSince > 0 && (
          <p className={styles['facts']}>{t('talked', { count: days.length, number: words.number(days.length) })}</p>
        )}
      </header>
      {first !== null && first.date !== null && (
        <Section title={t('first')}>
          <PastWords
            when={<time dateTime={first.date}>{words.fullDate(first.date)}</time>}
            said={[
              {
                key: first.id,
                speaker: first.role === 'user' ? t('you') : name,
                text: plainWords(first.text),
                lang: guessLanguage(first.text, i18n.language),
              },
            ]}
          >
            <Link href={paths.message(first.conversationId, first.id)}>{t('open')}</Link>
          </PastWords>
        </Section>
      )}
    </>
  )
}

const measures = ['messages', 'characters', 'words'] as const

/** How much each has said. */
function Amounts({ years, name }: { readonly years: Years; readonly name: string }) {
  const { t } = useTranslation('story')
  const { number } = useFormats()
  const { yours, theirs } = years.total
  const measured = measures.filter((measure) => yours[measure] + theirs[measure] > 0)
  return (
    <Section title={t('said.title')} description={t('said.hint')}>
      <table className={styles['amounts']}>
        <thead>
          <tr>
            <th scope="col">
              <VisuallyHidden>{t('column.kind')}</VisuallyHidden>
            </th>
            <th scope="col">{t('you')}</th>
            <th scope="col">{name}</th>
          </tr>
        </thead>
        <tbody>
          {measured.map((measure) => (
            <tr key={measure}>
              <th scope="row">{t(`amounts.${measure}`)}</th>
              <td>{number(yours[measure])}</td>
              <td>{number(theirs[measure])}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Section>
  )
}

function LongestTalk({ years: { longest, zone } }: { readonly years: Years }) {
  const { t, i18n } = useTranslation('story')
  const said = useSaidWords()
  if (longest === null || longest.messages < 2) return null
  const { from, to, messages, conversationId, messageId } = longest
  const times = new Intl.DateTimeFormat(i18n.language, { dateStyle: 'long', timeStyle: 'short', timeZone: zone })
  return (
    <Section title={t('longest.title')} description={t('longest.hint')}>
      <p className={styles['longest']}>
        {times.formatRange(from, to)}
        {' · '}
        {said.messages(messages)}
      </p>
      <Link className={styles['into'] ?? ''} href={paths.message(conversationId, messageId)}>
        {t('open')}
      </Link>
    </Section>
  )
}

function HowItIsCounted({ years: { zone, undated } }: { readonly years: Years }) {
  const { t } = useTranslation('story')
  const { number } = useFormats()
  return (
    <Section title={t('counted.title')}>
      <ul className={styles['counted']}>
        <li>{t('counted.what')}</li>
        <li>{t('counted.zone', { zone })}</li>
        <li>{t('counted.rooms')}</li>
        {undated > 0 && <li>{t('counted.undated', { count: undated, number: number(undated) })}</li>}
      </ul>
    </Section>
  )
}
