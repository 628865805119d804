import { Fragment } from 'react'
import styles from './import.module.css'

/** Names and what is known under them; empty ones are left out. */
export function Facts(props: { readonly facts: readonly (readonly [name: string, value: string])[] }) {
  return (
    <dl className={styles['facts']}>
      {props.facts.map(([name, value]) =>
        value === '' ? null : (
          <Fragment key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </Fragment>
        ),
      )}
    </dl>
  )
}
