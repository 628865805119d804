import { foreign, bookOfItems, type CardRoot } from './card-shapes.ts'
import { isJson, jsonOf, listOf, textOf, type Json } from '#core/loose-json.ts'

/** What is in an archive, by path. */
export type ArchiveTexts = { readonly json: (path: string) => Promise<unknown> }

/** The first character of a Backyard archive with its first scenario; null where there is none. */
export async function readByaf(manifest: Json, { json }: ArchiveTexts): Promise<CardRoot | null> {
  const [characterPath] = listOf(manifest['characters'])
  const [scenarioPath] = listOf(manifest['scenarios'])
  const character = typeof characterPath === 'string' ? await json(characterPath) : null
  if (!isJson(character)) return null
  const scenario = jsonOf(typeof scenarioPath === 'string' ? await json(scenarioPath) : null)
  const [first = '', ...others] = wordsOf(scenario['firstMessages'])
  const data = {
    name: textOf(character['displayName']) || textOf(character['name']),
    description: textOf(character['persona']),
    scenario: textOf(scenario['narrative']),
    first_mes: first,
    alternate_greetings: others,
    mes_example: wordsOf(scenario['exampleMessages']).join('\n'),
    system_prompt: textOf(scenario['formattingInstructions']),
    ...bookOfItems(character['loreItems']),
  }
  return data.name === '' ? null : foreign('byaf', data, { manifest, character, scenario })
}

/** The path of the picture that is theirs. */
export function byafPicture(original: Json): string | null {
  const [first] = listOf(jsonOf(original['character'])['images']).filter(isJson)
  return first ? textOf(first['path']) || null : null
}

/** Messages are plain texts or objects with a text. */
function wordsOf(value: unknown): string[] {
  return listOf(value)
    .map((message) => (typeof message === 'string' ? message : textOf(jsonOf(message)['text'])))
    .filter((words) => words !== '')
}
