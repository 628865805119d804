import type { Language } from '#shared/languages.ts'
import { operatorNames, operatorValues, type OperatorName } from '#shared/search-operators.ts'

/** A way to go on with what was typed: the whole line then, what is shown, and what that means. */
export type SearchSuggestion = { readonly line: string; readonly label: string; readonly note: string | null }

/** What the operators that are not of a fixed set can be given. */
export type OperatorChoices = Readonly<Partial<Record<OperatorName, readonly { value: string; label: string }[]>>>

const most = 8
/** Shorter beginnings are words more often than operators. */
const shortest = 2

const places: Readonly<Record<Language, 0 | 1 | 2>> = { en: 0, 'zh-Hans': 1, 'zh-Hant': 2 }

/** How the end of a line may go on: the name of an operator that is being typed, or what one can be given. */
export function suggestionsFor(
  line: string,
  options: {
    readonly language: Language
    readonly choices: OperatorChoices
    readonly noteOf: (name: OperatorName) => string
  },
): SearchSuggestion[] {
  const { language, choices, noteOf } = options
  const place = places[language]
  const colon = language === 'en' ? ':' : '：'
  const last = /\S*$/u.exec(line)?.[0] ?? ''
  const before = line.slice(0, line.length - last.length)
  const typed = /^(\p{L}+)[:：](.*)$/u.exec(last)
  if (typed) {
    const [, word = '', value = ''] = typed
    const name = nameOf(word)
    if (name === null) return []
    const fixed = operatorValues[name]?.map((words) => ({ value: words[place] ?? '', label: words[place] ?? '' }))
    const given = (choices[name] ?? fixed ?? []).filter(({ label }) => holds(label, value))
    // What is given to its end already needs no help.
    return given.slice(0, most).flatMap((choice) => {
      const quoted = /\s/u.test(choice.value) ? `"${choice.value}"` : choice.value
      return [{ line: `${before}${word}${colon}${quoted} `, label: choice.label, note: null }]
    })
  }
  if (last.length < shortest) return []
  const wanted = last.toLowerCase()
  return Object.keys(operatorNames).flatMap((key) => {
    const name = key as OperatorName
    const own = operatorNames[name][place]
    const word = own.startsWith(wanted) ? own : language !== 'en' && name.startsWith(wanted) ? name : null
    return word === null ? [] : [{ line: `${before}${word}${colon}`, label: `${word}${colon}`, note: noteOf(name) }]
  })
}

function nameOf(word: string): OperatorName | null {
  const wanted = word.toLowerCase()
  const found = Object.entries(operatorNames).find(([, words]) => words.includes(wanted))
  return found ? (found[0] as OperatorName) : null
}

function holds(label: string, value: string): boolean {
  return label.toLowerCase().includes(value.toLowerCase().replace(/^["“「]/u, ''))
}
