import type { CardFormat } from '#shared/model/card.ts'
import { isJson, jsonOf, listOf, textOf, textsOf, type Json } from '#core/loose-json.ts'

/** A card in the one shape that all are brought into: that of the third generation, with whatever else it said. */
export type CardRoot = { readonly format: CardFormat; readonly root: Json }

/** Where the words of another shape are kept, so that nothing of it is lost. */
const originalKey = 'keepsake/original'

/** Reads a parsed file as a card; null where it is none. */
export function cardOf(value: unknown): CardRoot | null {
  if (!isJson(value)) return null
  const { spec, data } = value
  if (typeof spec === 'string' && spec.startsWith('chara_card_v') && isJson(data)) {
    return { format: spec === 'chara_card_v3' ? 'v3' : 'v2', root: value }
  }
  if (typeof value['first_mes'] === 'string' && typeof value['name'] === 'string') return fromFirst(value)
  for (const [format, read] of shapes) {
    const found = read(value)
    if (found) return foreign(format, found, value)
  }
  return null
}

/** Brings a card of another app into the common shape; `original` stays with it. */
export function foreign(format: CardFormat, data: Json, original: unknown): CardRoot {
  return {
    format,
    root: {
      spec: 'chara_card_v3',
      spec_version: '3.0',
      data: { ...data, extensions: { [originalKey]: original } },
    },
  }
}

/** The first generation has everything at the top; what it says besides stays there. */
function fromFirst(value: Json): CardRoot {
  const six = ['name', 'description', 'personality', 'scenario', 'first_mes', 'mes_example']
  const data: Json = Object.fromEntries(six.map((key) => [key, textOf(value[key])]))
  if (typeof value['creatorcomment'] === 'string') data['creator_notes'] = value['creatorcomment']
  if (Array.isArray(value['tags'])) data['tags'] = value['tags']
  return { format: 'v1', root: { ...value, data } }
}

/** Each answers null where it does not know the shape. */
const shapes: readonly (readonly [CardFormat, (value: Json) => Json | null])[] = [
  ['pygmalion', fromPygmalion],
  ['agnai', fromAgnai],
  ['chub', fromChub],
  ['faraday', fromFaraday],
  ['ooba', fromOoba],
]

function fromPygmalion(value: Json): Json | null {
  if (typeof value['char_name'] !== 'string') return null
  return {
    name: value['char_name'],
    description: textOf(value['char_persona']),
    scenario: textOf(value['world_scenario']),
    first_mes: textOf(value['char_greeting']),
    mes_example: textOf(value['example_dialogue']),
  }
}

function fromOoba(value: Json): Json | null {
  if (typeof value['name'] !== 'string' || typeof value['context'] !== 'string') return null
  return {
    name: value['name'],
    description: value['context'],
    first_mes: textOf(value['greeting']),
    mes_example: textOf(value['example_dialogue']),
  }
}

function fromAgnai(value: Json): Json | null {
  if (value['kind'] !== 'character' || !isJson(value['persona'])) return null
  const attributes = Object.entries(jsonOf(value['persona']['attributes']))
  const persona = attributes.map(([key, said]) => {
    const words = textsOf(said).join(', ')
    return key === 'text' ? words : `${key}: ${words}`
  })
  const book = value['characterBook']
  return {
    name: textOf(value['name']),
    description: persona.join('\n'),
    scenario: textOf(value['scenario']),
    first_mes: textOf(value['greeting']),
    mes_example: textOf(value['sampleChat']),
    alternate_greetings: textsOf(value['alternateGreetings']),
    system_prompt: textOf(value['systemPrompt']),
    post_history_instructions: textOf(value['postHistoryInstructions']),
    creator_notes: textOf(value['description']),
    ...(isJson(book) && { character_book: bookOfAgnai(book) }),
  }
}

function bookOfAgnai(book: Json): Json {
  const entries = listOf(book['entries']).filter(isJson)
  return {
    name: textOf(book['name']),
    extensions: {},
    entries: entries.map(({ name, entry, keywords, priority, weight, enabled }) => ({
      comment: textOf(name),
      keys: textsOf(keywords),
      content: textOf(entry),
      enabled: enabled !== false,
      insertion_order: weight,
      priority,
      extensions: {},
    })),
  }
}

function fromChub(value: Json): Json | null {
  const definition = jsonOf(jsonOf(value['node'])['definition'])
  if (typeof definition['name'] !== 'string') return null
  const book = definition['embedded_lorebook']
  return {
    name: definition['name'],
    description: textOf(definition['personality']),
    personality: textOf(definition['tavern_personality']),
    scenario: textOf(definition['scenario']),
    first_mes: textOf(definition['first_message']),
    mes_example: textOf(definition['example_dialogs']),
    alternate_greetings: textsOf(definition['alternate_greetings']),
    system_prompt: textOf(definition['system_prompt']),
    post_history_instructions: textOf(definition['post_history_instructions']),
    creator_notes: textOf(definition['description']),
    ...(isJson(book) && { character_book: book }),
  }
}

function fromFaraday(value: Json): Json | null {
  const character = jsonOf(value['character'])
  if (typeof character['aiPersona'] !== 'string' && typeof character['aiName'] !== 'string') return null
  const shown = textOf(character['aiDisplayName'])
  return {
    name: textOf(character['aiName']) || shown,
    nickname: shown,
    description: textOf(character['aiPersona']),
    scenario: textOf(character['scenario']),
    first_mes: textOf(character['firstMessage']),
    mes_example: textOf(character['customDialogue']),
    system_prompt: textOf(character['basePrompt']),
    ...bookOfItems(character['loreItems'] ?? character['Loreitems']),
  }
}

/** A lorebook of keys and values, as Backyard and Faraday have it; the keys of one stand behind commas. */
export function bookOfItems(items: unknown): Json {
  const entries = listOf(items).filter(isJson)
  if (entries.length === 0) return {}
  return {
    character_book: {
      extensions: {},
      entries: entries.map(({ key, value }, index) => ({
        keys: textOf(key)
          .split(',')
          .map((one) => one.trim())
          .filter((one) => one !== ''),
        content: textOf(value),
        enabled: true,
        insertion_order: index,
        extensions: {},
      })),
    },
  }
}
