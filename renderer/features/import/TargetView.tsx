import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Disclosure } from '#renderer/design/Disclosure.tsx'
import { Section } from '#renderer/design/Page.tsx'
import { Select } from '#renderer/design/Select.tsx'
import { TextField } from '#renderer/design/TextField.tsx'
import styles from './targets.module.css'
import { useCounts } from './use-counts.ts'
import { eachTheirOwn, nobody, someoneNew, type Belonging } from './use-belonging.ts'
import type { Partner } from './partners-in.ts'

/** More than these are folded. */
const shownPartners = 12

/** Asks whose the conversations are: all of them one companion's, or each theirs it was held with. */
export function TargetView(props: { readonly belonging: Belonging }) {
  const { companions, isOurs, isParted, who, setWho, name, setName, partners } = props.belonging
  const { t } = useTranslation('import')
  const known = companions.map(({ id, profile }) => ({ value: String(id), label: profile.name }))
  return (
    <Section title={t('target.title')} description={isOurs ? t('target.ours') : t('target.hint')}>
      <Select
        label={t('target.label')}
        value={who}
        onChange={setWho}
        options={[
          ...(isParted ? [{ value: eachTheirOwn, label: t('target.each', { count: partners.length }) }] : []),
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
      {who === eachTheirOwn && <Partners belonging={props.belonging} known={known} />}
    </Section>
  )
}

function Partners(props: {
  readonly belonging: Belonging
  readonly known: readonly { readonly value: string; readonly label: string }[]
}) {
  const { belonging, known } = props
  const { partners, choiceFor, choose, rest, rests, setRests } = belonging
  const { t } = useTranslation('import')
  const none = { value: nobody, label: t('target.nobody') }
  const lines = (some: readonly Partner[]) => (
    <ul className={styles['partners']}>
      {some.map((partner) => (
        <Line key={partner.name} name={partner.name} count={partner}>
          <Select
            label={t('target.whose', { name: partner.name })}
            labelHidden
            value={choiceFor(partner.name)}
            onChange={(choice) => choose(partner.name, choice)}
            options={[...known, { value: someoneNew, label: t('target.newNamed', { name: partner.name }) }, none]}
          />
        </Line>
      ))}
    </ul>
  )
  const more = partners.slice(shownPartners)
  return (
    <>
      {lines(partners.slice(0, shownPartners))}
      {more.length > 0 && <Disclosure label={t('target.more', { count: more.length })}>{lines(more)}</Disclosure>}
      {rest.conversations > 0 && (
        <ul className={styles['partners']}>
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
  readonly count: Pick<Partner, 'conversations' | 'messages'>
  readonly children: ReactNode
}) {
  const counts = useCounts()
  return (
    <li className={styles['partner']}>
      <span className={styles['name']} title={props.name}>
        {props.name}
      </span>
      <span className={styles['count']}>{counts(props.count)}</span>
      {props.children}
    </li>
  )
}
