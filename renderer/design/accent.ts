import type { CSSProperties } from 'react'

/** Hue in degrees and chroma of a colour; its lightness is the theme's (tokens.css). */
export type Accent = { readonly hue: number; readonly chroma: number }

const houseChroma = 0.085

/** Accents that sit well on the paper: ink, pine, plum, cinnabar, ochre, wisteria, jade, slate. */
export const houseAccents: readonly Accent[] = [258, 165, 345, 32, 78, 300, 195, 230].map((hue) => ({
  hue,
  chroma: houseChroma,
}))

/** A companion's own accent, or the lasting one of the house for who has picked none. */
export function accentOf(
  companion: { readonly id: number; readonly look: { readonly accent: Accent | null } } | undefined,
): Accent {
  return companion?.look.accent ?? houseAccent(companion?.id ?? 0)
}

function houseAccent(seed: number): Accent {
  return houseAccents[seed % houseAccents.length] ?? { hue: 258, chroma: houseChroma }
}

/** Props that give an element, and all inside it, this accent. */
export function accentProps({ hue, chroma }: Accent): { readonly 'data-accent': true; readonly style: CSSProperties } {
  return { 'data-accent': true, style: { '--accent-hue': hue, '--accent-chroma': chroma } as CSSProperties }
}

/**
 * Gives the whole window this accent, with the menus, notes and dialogs that stand outside of what opened them; answers
 * how to give it the one of the house again.
 */
export function dressWindow({ hue, chroma }: Accent): () => void {
  const { style } = document.documentElement
  style.setProperty('--accent-hue', String(hue))
  style.setProperty('--accent-chroma', String(chroma))
  return () => {
    style.removeProperty('--accent-hue')
    style.removeProperty('--accent-chroma')
  }
}
