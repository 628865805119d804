import styles from './Seal.module.css'

/** The house's mark: 念, cut like a seal. Decorative. */
export function Seal(props: { readonly size?: 'small' | 'large' }) {
  return (
    <span className={styles['seal']} data-size={props.size ?? 'small'} lang="zh-Hant" aria-hidden>
      念
    </span>
  )
}
