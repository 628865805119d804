import { Tabs } from '@base-ui/react/tabs'
import type { ReactNode } from 'react'
import styles from './IconTabs.module.css'
import { Tooltip } from './Tooltip.tsx'

export type IconTab<Id extends string> = {
  readonly id: Id
  /** Its accessible name, its tooltip, and the heading of its page. */
  readonly name: string
  readonly icon: ReactNode
}

/** Pages behind a row of icons, in a narrow column; arrow keys walk along the row. */
export function IconTabs<Id extends string>(props: {
  readonly label: string
  readonly tabs: readonly IconTab<Id>[]
  readonly value: Id
  readonly onChange: (id: Id) => void
  /** Stands at the end of the row. */
  readonly end: ReactNode
  /** The page of the chosen tab. */
  readonly children: ReactNode
}) {
  const { tabs, value } = props
  const chosen = tabs.find(({ id }) => id === value)
  return (
    <Tabs.Root className={styles['root']} value={value} onValueChange={(id: Id) => props.onChange(id)}>
      <div className={styles['bar']}>
        <Tabs.List className={styles['list']} aria-label={props.label} activateOnFocus>
          {tabs.map(({ id, name, icon }) => (
            <Tooltip key={id} text={name} side="bottom">
              <Tabs.Tab value={id} className={styles['tab']} aria-label={name}>
                {icon}
              </Tabs.Tab>
            </Tooltip>
          ))}
        </Tabs.List>
        {props.end}
      </div>
      <Tabs.Panel value={value} className={styles['page']}>
        <h2 className={styles['heading']}>{chosen?.name}</h2>
        {props.children}
      </Tabs.Panel>
    </Tabs.Root>
  )
}
