import { LoaderCircle } from 'lucide-react'
import styles from './Spinner.module.css'

/** Waiting, named for screen readers; appears only after a moment so that quick work does not flicker. */
export function Spinner(props: { readonly label: string }) {
  return (
    <div className={styles['spinner']} role="status" aria-label={props.label}>
      <LoaderCircle size="1.5rem" strokeWidth={1.5} aria-hidden />
    </div>
  )
}
