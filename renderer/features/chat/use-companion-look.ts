import type { CSSProperties } from 'react'
import type { Companion } from '#shared/model/companion.ts'
import { accentOf, accentProps } from '#renderer/design/accent.ts'
import { useAssetUrl } from '#renderer/rpc/RpcProvider.tsx'
import styles from './ChatPage.module.css'

/** Props that dress a companion's space in their accent, paper and wallpaper. */
export function useCompanionLook(companion: Companion | undefined) {
  const wallpaper = useAssetUrl(companion?.look.wallpaperId)
  const accent = accentProps(accentOf(companion))
  return {
    ...accent,
    className: styles['page'],
    'data-paper': companion?.look.paper,
    'data-wallpaper': wallpaper !== null || undefined,
    style:
      wallpaper === null ? accent.style : ({ ...accent.style, '--wallpaper': `url("${wallpaper}")` } as CSSProperties),
  }
}
