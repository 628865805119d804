/** A stretch of the sheet that becomes one picture, in CSS pixels from its top. */
export type PicturePage = { readonly top: number; readonly bottom: number }

/**
 * Cuts a tall sheet into pictures of at most `most`: between messages where that leaves no picture half empty, else between
 * lines, and only where there is no such place, through whatever stands there.
 */
export function pagesOf(sheet: {
  readonly height: number
  readonly most: number
  /** Where messages end. */
  readonly rowEnds: readonly number[]
  /** Where lines end. */
  readonly lineEnds: readonly number[]
}): PicturePage[] {
  const { height, most, rowEnds, lineEnds } = sheet
  const pages: PicturePage[] = []
  let top = 0
  while (height - top > most) {
    const within = (least: number) => (end: number) => end > top + least && end <= top + most
    const bottom = rowEnds.findLast(within(most / 2)) ?? lineEnds.findLast(within(most / 4)) ?? Math.floor(top + most)
    pages.push({ top, bottom })
    top = bottom
  }
  pages.push({ top, bottom: height })
  return pages
}
