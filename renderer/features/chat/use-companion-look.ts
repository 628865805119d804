import { type CSSProperties, useLayoutEffect } from 'react'
import type { Companion } from '#shared/model/companion.ts'
import { accentOf, dressWindow } from '#renderer/design/accent.ts'
import { useAssetUrl } from '#renderer/rpc/RpcProvider.tsx'
import styles from './ChatPage.module.css'

/** Dresses the window in a companion's accent; the props dress their space in their paper and wallpaper. */
export function useCompanionLook(companion: Companion | undefined) {
  const wallpaper = useAssetUrl(companion?.look.wallpaperId)
  const { hue, chroma } = accentOf(companion)
  useLayoutEffect(() => dressWindow({ hue, chroma }), [hue, chroma])
  return {
    className: styles['page'],
    'data-paper': companion?.look.paper,
    'data-wallpaper': wallpaper !== null || undefined,
    style: wallpaper === null ? undefined : ({ '--wallpaper': `url("${wallpaper}")` } as CSSProperties),
  }
}
