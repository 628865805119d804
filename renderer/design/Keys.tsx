import styles from './Keys.module.css'

/** Keys to press together, each on its own cap: `['Ctrl', 'K']`. */
export function Keys(props: { readonly caps: readonly string[] }) {
  return (
    <kbd className={styles['keys']} translate="no">
      {props.caps.map((cap, index) => (
        <kbd key={index} className={styles['cap']}>
          {cap}
        </kbd>
      ))}
    </kbd>
  )
}
