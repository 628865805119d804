const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' })

/** The first character of a name, as it stands for a face that there is none of. */
export function initialOf(name: string): string {
  for (const { segment } of graphemes.segment(name.trim())) return segment.toLocaleUpperCase()
  return ''
}
