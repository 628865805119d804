import { Collapsible } from '@base-ui/react/collapsible'
import { ChevronRight } from 'lucide-react'
import type { ReactNode } from 'react'
import styles from './Disclosure.module.css'

/** Something that most people need not see, folded under its name. */
export function Disclosure(props: {
  readonly label: ReactNode
  readonly defaultOpen?: boolean
  readonly children: ReactNode
}) {
  return (
    <Collapsible.Root className={styles['root']} defaultOpen={props.defaultOpen ?? false}>
      <Collapsible.Trigger className={styles['trigger']}>
        <ChevronRight className={styles['mark']} size="1rem" strokeWidth={1.5} aria-hidden />
        {props.label}
      </Collapsible.Trigger>
      <Collapsible.Panel className={styles['panel']}>{props.children}</Collapsible.Panel>
    </Collapsible.Root>
  )
}
