import { jsonOf } from '#core/loose-json.ts'
import { commaKeys, flag, isPattern, keys, number, words, type EntryCodec } from './entry-codec.ts'

const order = [-1_000_000_000, 1_000_000_000] as const
const longestContent = 200_000

/** Entries of an Agnai memory book. */
export const agnaiBook: EntryCodec = {
  format: 'agnai',
  skeleton: () => ({ name: '', entry: '', keywords: [], priority: 0, weight: 0, enabled: true }),
  fields: {
    name: words('name', 500),
    content: words('entry', longestContent),
    keys: keys('keywords'),
    priority: number('priority', order),
    order: number('weight', order),
    enabled: flag('enabled'),
  },
}

/** Entries of a RisuAI lorebook; keys stand in one text behind commas. */
export const risuBook: EntryCodec = {
  format: 'risu',
  skeleton: () => ({
    key: '',
    secondkey: '',
    comment: '',
    content: '',
    mode: 'normal',
    alwaysActive: false,
    selective: false,
    insertorder: 100,
  }),
  fields: {
    name: words('comment', 500),
    content: words('content', longestContent),
    keys: commaKeys('key'),
    secondaryKeys: commaKeys('secondkey'),
    constant: flag('alwaysActive'),
    selective: flag('selective'),
    order: number('insertorder', order),
    useRegex: flag('useRegex'),
    probability: number('activationPercent', [0, 100]),
    // Folders are rows too, and say nothing.
    enabled: {
      read: ({ mode, disabled }) => mode !== 'folder' && disabled !== true,
      write: (raw, value) => {
        raw['disabled'] = !value
      },
    },
  },
}

/** Entries of a NovelAI lorebook. */
export const novelBook: EntryCodec = {
  format: 'novelai',
  skeleton: () => ({
    text: '',
    displayName: '',
    keys: [],
    enabled: true,
    forceActivation: false,
    contextConfig: { prefix: '', suffix: '\n', budgetPriority: 400, insertionPosition: -1 },
  }),
  fields: {
    name: words('displayName', 500),
    content: words('text', longestContent),
    keys: keys('keys'),
    enabled: flag('enabled'),
    constant: flag('forceActivation'),
    useRegex: {
      read: ({ keys: given }) => Array.isArray(given) && given.some((one) => typeof one === 'string' && isPattern(one)),
      write: () => undefined,
    },
    order: {
      read: (raw) => number('budgetPriority', order).read(jsonOf(raw['contextConfig'])),
      write: (raw, value) => {
        raw['contextConfig'] = { ...jsonOf(raw['contextConfig']), budgetPriority: value }
      },
    },
  },
}
