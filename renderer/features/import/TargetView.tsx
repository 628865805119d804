import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Disclosure } from '#renderer/design/Disclosure.tsx'
import { Section } from '#renderer/design/Page.tsx'
import { Select } from '#renderer/design/Select.tsx'
import { TextField } from '#renderer/design/TextField.tsx'
import styles from './targets.module.css'
import { useCounts } from './use-counts.ts'
import { eachTheirOwn, nobody, someoneNew, type Belonging } from './use-belonging.ts'
import type { Voice } from './voices-in.ts'

/** More than these are folded. */
const shownVoices = 12

/** Asks whose the conversations are: all of them one companion's, or each theirs it was held with. */
export function TargetView(props: { readonly belonging: Belonging }) {
  const { companions, isOurs, isParted, who, setWho, name, setName, voices } = props.belonging
  const { t } = useTranslation('import')
  const known = companions.map(({ id, profile }) => ({ value: String(id), label: profile.name }))
  return (
    <Section title={t('target.title')} description={isOurs ? t('target.ours') : t('target.hint')}>
      <Select
        label={t('target.label')}
        value={who}
        onChange={setWho}
        options={[
          ...(isParted ? [{ value: eachTheirOwn, label: t('target.each', { count: voices.length }) }] : []),
          ...known,
          { value: someoneNew, label: t('target.new') },
          { value: nobody, label: t('target.nobody') },
        ]}
      />
      {who === someoneNew && (
        <TextField
          label={t('target.name')}
          value={name}
          maxLength={120}
          onChange={(event) => setName(event.target.value)}
        />
      )}
      {who === eachTheirOwn && <Voices belonging={props.belonging} known={known} />}
    </Section>
  )
}

function Voices(props: {
  readonly belonging: Belonging
  readonly known: readonly { readonly value: string; readonly label: string }[]
}) {
  const { belonging, known } = props
  const { voices, choiceFor, choose, rest, rests, setRests } = belonging
  const { t } = useTranslation('import')
  const none = { value: nobody, label: t('target.nobody') }
  const lines = (some: readonly Voice[]) => (
    <ul className={styles['voices']}>
      {some.map((voice) => (
        <Line key={voice.name} name={voice.name} count={voice}>
          <Select
            label={t('target.whose', { name: voice.name })}
            labelHidden
            value={choiceFor(voice.name)}
            onChange={(choice) => choose(voice.name, choice)}
            options={[...known, { value: someoneNew, label: t('target.newNamed', { name: voice.name }) }, none]}
          />
        </Line>
      ))}
    </ul>
  )
  const more = voices.slice(shownVoices)
  return (
    <>
      {lines(voices.slice(0, shownVoices))}
      {more.length > 0 && <Disclosure label={t('target.more', { count: more.length })}>{lines(more)}</Disclosure>}
      {rest.conversations > 0 && (
        <ul className={styles['voices']}>
          <Line name={t('target.rest')} count={rest}>
            <Select
              label={t('target.restWhose')}
              labelHidden
              value={rests}
              onChange={setRests}
              options={[...known, none]}
            />
          </Line>
        </ul>
      )}
    </>
  )
}

function Line(props: {
  readonly name: string
  readonly count: Pick<Voice, 'conversations' | 'messages'>
  readonly children: ReactNode
}) {
  const counts = useCounts()
  return (
    <li className={styles['voice']}>
      <span className={styles['name']} title={props.name}>
        {props.name}
      </span>
      <span className={styles['count']}>{counts(props.count)}</span>
      {props.children}
    </li>
  )
}
