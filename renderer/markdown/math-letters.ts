/** Where each alphabet of mathematical letters begins: capitals, small letters, digits. */
const alphabets: Readonly<Record<string, readonly [number, number, number?]>> = {
  bold: [0x1d400, 0x1d41a, 0x1d7ce],
  italic: [0x1d434, 0x1d44e],
  'bold-italic': [0x1d468, 0x1d482],
  script: [0x1d49c, 0x1d4b6],
  fraktur: [0x1d504, 0x1d51e],
  'double-struck': [0x1d538, 0x1d552, 0x1d7d8],
  'bold-fraktur': [0x1d56c, 0x1d586],
  'sans-serif': [0x1d5a0, 0x1d5ba, 0x1d7e2],
  'bold-sans-serif': [0x1d5d4, 0x1d5ee, 0x1d7ec],
  'sans-serif-italic': [0x1d608, 0x1d622],
  monospace: [0x1d670, 0x1d68a, 0x1d7f6],
}

/** Letters that had a place of their own before the alphabets came. */
const older: Readonly<Record<string, string>> = {
  script: 'BℬEℰFℱHℋIℐLℒMℳRℛeℯgℊoℴ',
  fraktur: 'CℭHℌIℑRℜZℨ',
  'double-struck': 'CℂHℍNℕPℙQℚRℝZℤ',
  italic: 'hℎ',
}

/** A letter in one of the alphabets. MathML Core has no other way to write ℝ or 𝐯: browsers ignore the attribute. */
function inAlphabet(letter: string, variant: string): string {
  const alphabet = alphabets[variant]
  if (!alphabet) return letter
  const known = Array.from(older[variant] ?? '')
  const place = known.indexOf(letter)
  if (place !== -1 && place % 2 === 0) return known[place + 1] ?? letter
  const code = letter.charCodeAt(0)
  const [capitals, small, digits] = alphabet
  if (/^[A-Z]$/.test(letter)) return String.fromCodePoint(capitals + code - 65)
  if (/^[a-z]$/.test(letter)) return String.fromCodePoint(small + code - 97)
  if (/^\d$/.test(letter) && digits !== undefined) return String.fromCodePoint(digits + code - 48)
  return letter
}

/** A text in one of the alphabets of mathematics. */
export function mathLetters(text: string, variant: string): string {
  return Array.from(text, (letter) => inAlphabet(letter, variant)).join('')
}
