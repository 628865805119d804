/** The texts of one language, flattened: `namespace:dotted.key` to text. */
export type Texts = ReadonlyMap<string, string>

/** Flattens one namespace file. Anything that is not text or a group of texts comes out as an empty text. */
export const flatten = (namespace: string, tree: unknown): [string, string][] => {
  const walk = (node: unknown, trail: readonly string[]): [string, string][] => {
    if (typeof node === 'string') return [[`${namespace}:${trail.join('.')}`, node]]
    if (typeof node !== 'object' || node === null) return [[`${namespace}:${trail.join('.')}`, '']]
    return Object.entries(node).flatMap(([key, child]) => walk(child, [...trail, key]))
  }
  return walk(tree, [])
}

// Languages have different plural forms: English one and other, Chinese other alone.
const withoutPlural = (key: string): string => key.replace(/_(zero|one|two|few|many|other)$/, '')
const families = (texts: Texts): Set<string> => new Set([...texts.keys()].map(withoutPlural))
const placeholders = (text: string): string => (text.match(/\{\{[^}]+\}\}|<\/?\w+>/g) ?? []).toSorted().join(' ')

const formsOf = (texts: Texts, family: string): string[] =>
  [...texts].flatMap(([key, text]) => (withoutPlural(key) === family ? [text] : []))

/** Where two languages do not say the same: keys that only one has, and texts with other placeholders or tags. */
export const parityProblems = (first: Texts, second: Texts): string[] => {
  const [ours, theirs] = [families(first), families(second)]
  const missing = [...ours, ...theirs]
    .filter((key) => !ours.has(key) || !theirs.has(key))
    .map((key) => `${key}: only in one language`)
  const differing = [...ours].filter((family) => {
    if (!theirs.has(family)) return false
    // A singular may leave its number out ("one message"), so the fullest form of each language is compared.
    const fullest = (texts: Texts): string =>
      formsOf(texts, family)
        .map(placeholders)
        .toSorted((a, b) => b.length - a.length)[0] ?? ''
    return fullest(first) !== fullest(second)
  })
  return [...missing, ...differing.map((key) => `${key}: other placeholders`)]
}

const han = String.raw`\p{Script=Han}`
const everyLanguage: readonly (readonly [RegExp, string])[] = [
  [/^\s*$/, 'is empty'],
  [/^\s|\s$/, 'begins or ends with a space'],
  [/\boops\b|whoops|uh-oh/i, 'plays down a failure'],
  [/\bTODO\b|FIXME|lorem/i, 'is not written yet'],
]
const chinese: readonly (readonly [RegExp, string])[] = [
  [/您/, 'says 您 instead of 你'],
  [new RegExp(`${han}[,.;:?!]|[,;:?!]${han}`, 'u'), 'has half-width punctuation beside Chinese'],
  [new RegExp(`${han}\\(|\\)${han}`, 'u'), 'has half-width brackets beside Chinese'],
  [/！/, 'shouts'],
  [new RegExp(`${han} [A-Za-z0-9{]|[A-Za-z0-9}%] ${han}`, 'u'), 'types the space beside Latin that typography makes'],
  [/\.\.\.|。。/, 'has a typed ellipsis instead of ……'],
]
const latin: readonly (readonly [RegExp, string])[] = [
  [/!(?!\w)/, 'shouts'],
  [/\.\.\./, 'has three dots instead of an ellipsis'],
  [new RegExp(han, 'u'), 'has Chinese in it'],
]
// Characters that exist in one script only; enough of the common ones to notice a text pasted into the wrong file.
const onlySimplified = /[们这个为来时会说对话记忆开关级库档纪语线传输导设删务护见让变简选态录发现该还没]/
const onlyTraditional = /[們這個為來時會說對話記憶開關級庫檔紀語線傳輸導設刪務護見讓變簡選態錄發現該還沒]/

const outOfPlace = (text: string, wrong: RegExp, right: RegExp): boolean =>
  Array.from(text).some((character) => wrong.test(character) && !right.test(character))

/** What is wrong with one text of one language, as a short sentence each. */
export const textProblems = (language: string, text: string): string[] => {
  const rules = [...everyLanguage, ...(language === 'en' ? latin : chinese)]
  const found = rules.flatMap(([pattern, problem]) => (pattern.test(text) ? [problem] : []))
  if (language === 'zh-Hant' && outOfPlace(text, onlySimplified, onlyTraditional))
    found.push('has simplified characters')
  if (language === 'zh-Hans' && outOfPlace(text, onlyTraditional, onlySimplified))
    found.push('has traditional characters')
  return found
}
