/** How a name stands in a picture: as it is, not at all, or as something else. */
export type NameChoice = { readonly kind: 'shown' | 'covered' | 'other'; readonly other: string }

/** Everything that can be chosen about a picture. */
export type PictureOptions = {
  readonly theme: 'light' | 'dark'
  readonly width: 'phone' | 'letter'
  readonly face: 'sans' | 'serif'
  readonly title: string
  readonly theirs: NameChoice
  readonly yours: NameChoice
  /** More words to cover, separated by commas. */
  readonly cover: string
  readonly days: boolean
  readonly times: boolean
  readonly avatar: boolean
  readonly footer: boolean
}

/** Widths in CSS pixels, and how many pixels of the file stand for one. */
export const widths = { phone: { css: 390, scale: 3 }, letter: { css: 620, scale: 2 } } as const

const shown: NameChoice = { kind: 'shown', other: '' }

export const firstOptions: PictureOptions = {
  theme: 'light',
  width: 'phone',
  face: 'serif',
  title: '',
  theirs: shown,
  // Whose side is whose can be seen; a name is only said where somebody wants it said.
  yours: { kind: 'covered', other: '' },
  cover: '',
  days: true,
  times: false,
  avatar: true,
  footer: true,
}
