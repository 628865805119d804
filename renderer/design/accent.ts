import type { CSSProperties } from 'react'

/** Hues in degrees that sit well on the paper: ink, pine, plum, cinnabar, ochre, wisteria, jade, slate. */
const hues = [258, 165, 345, 32, 78, 300, 195, 230] as const

/** The lasting hue of a companion without a picked one, in degrees. */
export function accentHue(seed: number): number {
  return hues[Math.abs(Math.trunc(seed)) % hues.length] ?? hues[0]
}

/** Props that give an element, and all inside it, this hue as its accent. */
export function accentProps(hue: number): { readonly 'data-accent': true; readonly style: CSSProperties } {
  return { 'data-accent': true, style: { '--accent-hue': hue } as CSSProperties }
}
