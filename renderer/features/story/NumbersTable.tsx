import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Disclosure } from '#renderer/design/Disclosure.tsx'
import styles from './story.module.css'

/** The exact numbers behind a drawing, for whoever wants or needs them. */
export function NumbersTable(props: {
  /** What the table is of. */
  readonly caption: string
  readonly heads: readonly string[]
  readonly rows: readonly { readonly key: string; readonly cells: readonly string[] }[]
  /** Stands above the table. */
  readonly children?: ReactNode
}) {
  const { t } = useTranslation('story')
  return (
    <Disclosure label={t('table')}>
      {props.children}
      <div className={styles['scroll']} role="region" aria-label={props.caption} tabIndex={0}>
        <table className={styles['numbers']}>
          <thead>
            <tr>
              {props.heads.map((head) => (
                <th key={head} scope="col">
                  {head}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {props.rows.map(({ key, cells: [name, ...cells] }) => (
              <tr key={key}>
                <th scope="row">{name}</th>
                {cells.map((cell, place) => (
                  <td key={props.heads[place + 1]}>{cell}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Disclosure>
  )
}
