import { isJson, jsonOf, textOf, textsOf, type Json } from '#core/loose-json.ts'
import type { CardField } from '#shared/model/card.ts'
import { emptyProfile, type Profile } from '#shared/model/companion.ts'
import { withoutMarks } from '#shared/plain-name.ts'

/** The parts of a card that are words. */
export type WordPart = CardField['part']

const longText = 100_000
const shortText = 20_000
const betweenGreetings = '\n\n———\n\n'

type PartOfProfile = Exclude<WordPart, 'greetings' | 'depthPrompt'>

/** What each part is called on the card, what in a profile, and how much of it a profile takes. */
const places: Record<PartOfProfile, { readonly key: string; readonly profile: keyof Profile; readonly limit: number }> =
  {
    name: { key: 'name', profile: 'name', limit: 120 },
    nickname: { key: 'nickname', profile: 'youCall', limit: 120 },
    description: { key: 'description', profile: 'description', limit: longText },
    personality: { key: 'personality', profile: 'personality', limit: longText },
    scenario: { key: 'scenario', profile: 'scenario', limit: longText },
    greeting: { key: 'first_mes', profile: 'greeting', limit: shortText },
    examples: { key: 'mes_example', profile: 'examples', limit: longText },
    style: { key: 'system_prompt', profile: 'style', limit: longText },
    reminder: { key: 'post_history_instructions', profile: 'reminder', limit: shortText },
  }
const partsOfProfile = Object.keys(places) as PartOfProfile[]

/** Parts that most apps do not show. */
export const hiddenParts: ReadonlySet<WordPart> = new Set(['style', 'reminder', 'depthPrompt'])

/** In the order in which they are read. */
export const wordParts: readonly WordPart[] = [
  'name',
  'nickname',
  'description',
  'personality',
  'scenario',
  'greeting',
  'greetings',
  'examples',
  'style',
  'reminder',
  'depthPrompt',
]

/** The card's members that are read as parts, and so are not shown as the rest of it. */
export const readKeys: ReadonlySet<string> = new Set([
  ...partsOfProfile.map((part) => places[part].key),
  'alternate_greetings',
  'character_book',
])

export type DepthPrompt = { readonly prompt: string; readonly depth: number; readonly role: string }

/** Words that an app puts between the latest messages; kept among the extensions. */
export function depthPromptOf(root: Json): DepthPrompt | null {
  const { prompt, depth, role } = jsonOf(jsonOf(dataOf(root)['extensions'])['depth_prompt'])
  const words = textOf(prompt)
  if (words.trim() === '') return null
  return {
    prompt: words,
    depth: typeof depth === 'number' ? Math.max(0, Math.min(1_000, Math.trunc(depth))) : 4,
    role: textOf(role) || 'system',
  }
}

export function dataOf(root: Json): Json {
  return jsonOf(root['data'])
}

/** The words of a part, to be read; greetings are several. */
export function wordsOfPart(root: Json, part: WordPart): string {
  if (part === 'greetings') return textsOf(dataOf(root)['alternate_greetings']).join(betweenGreetings)
  if (part === 'depthPrompt') return depthPromptOf(root)?.prompt ?? ''
  if (part === 'name') return nameOnCard(root)
  return textOf(dataOf(root)[places[part].key])
}

/** The name in one line, without marks that would turn around whatever stands beside it. */
export function nameOnCard(root: Json): string {
  return withoutMarks(textOf(dataOf(root)['name']))
}

/** What a profile says where the card has this part. */
export function wordsOfProfile(profile: Profile, part: WordPart): string {
  if (part === 'greetings') return profile.greetings.join(betweenGreetings)
  if (part === 'depthPrompt') return ''
  const words = profile[places[part].profile]
  return typeof words === 'string' ? words : ''
}

/** The profile that a card's parts make, of those that are wanted, over one that is there. */
export function profileOfCard(root: Json, wanted: ReadonlySet<string>, over: Profile = emptyProfile): Profile {
  const taken: Record<string, unknown> = {}
  for (const part of partsOfProfile) if (wanted.has(part)) taken[places[part].profile] = readPart(root, part)
  if (wanted.has('greetings')) taken['greetings'] = readGreetings(root)
  return { ...over, ...taken }
}

/**
 * Writes a profile into a card. A part that still says what the card said is left as it is, to the letter; one that was
 * never taken in stays the card's own, unless the profile has words of its own there.
 */
export function putProfile(root: Json, profile: Profile, taken: ReadonlySet<string>): Json {
  const data: Json = { ...dataOf(root) }
  const top: Json = {}
  const put = (key: string, value: unknown) => {
    data[key] = value
    if (typeof root[key] === typeof value) top[key] = value
  }
  for (const part of partsOfProfile) {
    const words = profile[places[part].profile]
    if (words === readPart(root, part) || (words === '' && !taken.has(part))) continue
    put(places[part].key, words)
  }
  const sameGreetings = JSON.stringify(profile.greetings) === JSON.stringify(readGreetings(root))
  if (!sameGreetings && (profile.greetings.length > 0 || taken.has('greetings'))) {
    put('alternate_greetings', profile.greetings)
  }
  return { ...root, ...top, data }
}

/** Members that readers of the second and third generation insist on. */
export function withRequired(root: Json): Json {
  const data = dataOf(root)
  const words = partsOfProfile.filter((part) => part !== 'nickname').map((part) => [places[part].key, ''])
  const required: Json = {
    ...Object.fromEntries(words),
    alternate_greetings: [],
    creator_notes: '',
    tags: [],
    creator: '',
    character_version: '',
    group_only_greetings: [],
  }
  const extensions = isJson(data['extensions']) ? {} : { extensions: {} }
  return { ...root, data: { ...required, ...data, ...extensions } }
}

function readPart(root: Json, part: PartOfProfile): string {
  const { key, limit } = places[part]
  if (part === 'name') return nameOnCard(root).slice(0, limit).trim()
  return textOf(dataOf(root)[key]).slice(0, limit)
}

function readGreetings(root: Json): string[] {
  return textsOf(dataOf(root)['alternate_greetings'])
    .slice(0, 100)
    .map((words) => words.slice(0, shortText))
}
