import type { LoreEntry, LorePlace } from '#shared/model/lore.ts'
import { textOf, type Json } from '#core/loose-json.ts'
import {
  choice,
  extension,
  extensionsOf,
  flag,
  keys,
  maybeNumber,
  number,
  words,
  type EntryCodec,
} from './entry-codec.ts'

const order = [-1_000_000_000, 1_000_000_000] as const
const depth = [0, 1_000] as const
/** SillyTavern's logic, by its number. */
export const logics = ['any', 'not-all', 'not-any', 'all'] as const satisfies readonly LoreEntry['logic'][]
/** SillyTavern's places, by their number: around the character, around a note, at a depth, around examples. */
const places = ['before', 'after', 'after', 'after', 'depth', 'after', 'after'] as const satisfies readonly LorePlace[]
const numberOfPlace = { before: 0, after: 1, depth: 4 } as const

/** A chance that counts only where it is said to. */
const probability = {
  read: (raw: Json): number | undefined =>
    raw['useProbability'] === false ? 100 : number('probability', [0, 100]).read(raw),
  write: (raw: Json, value: number) => {
    raw['probability'] = value
    raw['useProbability'] = true
  },
}

/** Entries of the lorebook on a card, with what SillyTavern keeps among their extensions. */
export const cardBook: EntryCodec = {
  format: 'card',
  skeleton: () => ({ keys: [], content: '', extensions: {}, enabled: true, insertion_order: 100, use_regex: false }),
  fields: {
    name: {
      read: ({ name, comment }) => (textOf(name) || textOf(comment)).slice(0, 500),
      write: (raw, value) => {
        raw['name'] = value
        raw['comment'] = value
      },
    },
    keys: keys('keys'),
    secondaryKeys: keys('secondary_keys'),
    content: words('content', 200_000),
    enabled: flag('enabled'),
    constant: flag('constant'),
    selective: flag('selective'),
    order: number('insertion_order', order),
    priority: number('priority', order),
    useRegex: flag('use_regex'),
    caseSensitive: {
      read: (raw) => {
        const said = [raw['case_sensitive'], extensionsOf(raw)['case_sensitive']]
        return said.find((one) => typeof one === 'boolean') ?? null
      },
      write: (raw, value) => {
        if (value === null) delete raw['case_sensitive']
        else raw['case_sensitive'] = value
        const extensions = extensionsOf(raw)
        if ('case_sensitive' in extensions) raw['extensions'] = { ...extensions, case_sensitive: value }
      },
    },
    place: {
      read: (raw) => {
        const { position } = extensionsOf(raw)
        if (typeof position === 'number') return places[position]
        return raw['position'] === 'after_char' ? 'after' : 'before'
      },
      write: (raw, value) => {
        raw['position'] = value === 'before' ? 'before_char' : 'after_char'
        raw['extensions'] = { ...extensionsOf(raw), position: numberOfPlace[value] }
      },
    },
    depth: extension(number('depth', depth)),
    logic: extension(logic('selectiveLogic')),
    wholeWords: extension(choice('match_whole_words')),
    scanDepth: extension(maybeNumber('scan_depth', depth)),
    probability: extension(probability),
    excludeRecursion: extension(flag('exclude_recursion')),
    preventRecursion: extension(flag('prevent_recursion')),
    delayUntilRecursion: extension(flag('delay_until_recursion')),
  },
}

/** Entries of a SillyTavern world-info file. */
export const worldInfo: EntryCodec = {
  format: 'sillytavern',
  skeleton: () => ({
    key: [],
    keysecondary: [],
    comment: '',
    content: '',
    constant: false,
    selective: false,
    selectiveLogic: 0,
    order: 100,
    position: 0,
    disable: false,
    addMemo: true,
    excludeRecursion: false,
    preventRecursion: false,
    probability: 100,
    useProbability: true,
    depth: 4,
  }),
  fields: {
    name: words('comment', 500),
    keys: keys('key'),
    secondaryKeys: keys('keysecondary'),
    content: words('content', 200_000),
    enabled: {
      read: ({ disable }) => (typeof disable === 'boolean' ? !disable : undefined),
      write: (raw, value) => {
        raw['disable'] = !value
      },
    },
    constant: flag('constant'),
    selective: flag('selective'),
    logic: logic('selectiveLogic'),
    order: number('order', order),
    place: {
      read: ({ position }) => (typeof position === 'number' ? places[position] : undefined),
      write: (raw, value) => {
        raw['position'] = numberOfPlace[value]
      },
    },
    depth: number('depth', depth),
    caseSensitive: choice('caseSensitive'),
    wholeWords: choice('matchWholeWords'),
    scanDepth: maybeNumber('scanDepth', depth),
    probability,
    // Here every key that looks like a pattern is one.
    useRegex: {
      read: ({ key }) =>
        Array.isArray(key) && key.some((one) => typeof one === 'string' && /^\/.+\/[a-z]*$/s.test(one)),
      write: () => undefined,
    },
    excludeRecursion: flag('excludeRecursion'),
    preventRecursion: flag('preventRecursion'),
    delayUntilRecursion: flag('delayUntilRecursion'),
  },
}

function logic(key: string) {
  return {
    read: (raw: Json): LoreEntry['logic'] | undefined => {
      const value = raw[key]
      return typeof value === 'number' ? logics[value] : undefined
    },
    write: (raw: Json, value: LoreEntry['logic']) => {
      raw[key] = logics.indexOf(value)
    },
  }
}
