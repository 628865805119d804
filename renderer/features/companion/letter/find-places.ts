/** Where a wanted text stands in another, whatever the case and the width of its letters. */
export function findPlaces(text: string, wanted: string): readonly number[] {
  const needle = folded(wanted.trim())
  if (needle === '') return []
  const hay = folded(text)
  const places: number[] = []
  for (
    let at = hay.indexOf(needle);
    at !== -1 && places.length < mostPlaces;
    at = hay.indexOf(needle, at + needle.length)
  ) {
    places.push(at)
  }
  return places
}

const mostPlaces = 9_999

/** Letter for letter, so that a place in one is the same place in the other. */
function folded(text: string): string {
  return text.replace(/[A-Z\u{ff01}-\u{ff5e}\u{c0}-\u{24f}]/gu, (letter) => {
    const code = letter.charCodeAt(0)
    const plain = code >= 0xff01 && code <= 0xff5e ? String.fromCharCode(code - 0xfee0) : letter
    const lower = plain.toLowerCase()
    return lower.length === letter.length ? lower : letter
  })
}
