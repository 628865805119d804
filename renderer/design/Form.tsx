import type { ReactNode } from 'react'
import styles from './Form.module.css'

/** Fields one below the other, sent by Enter or by a button that names this form. */
export function Form(props: { readonly id?: string; readonly onSubmit: () => void; readonly children: ReactNode }) {
  return (
    <form
      id={props.id}
      className={styles['form']}
      onSubmit={(event) => {
        event.preventDefault()
        props.onSubmit()
      }}
    >
      {props.children}
    </form>
  )
}
