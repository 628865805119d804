import { chatIdentity } from '../reading/chat-identity.ts'
import { byFields } from '../evidence.ts'
import type { Claim, Detection, Importer, ReadItem, Sample } from '../importer.ts'
import { inTurns, turnOf, type Turn } from '../reading/in-turns.ts'
import { readSmallJson } from '../files/json-items.ts'
import { jsonRecords } from '../files/json-records.ts'
import { nameFiles, folderOf } from '../files/named-files.ts'
import type { NeutralConversation, NeutralNode } from '../neutral.ts'
import { neutralConversation, neutralNode } from '../reading/neutral-builders.ts'
import { createNodeNamer } from '../reading/node-identity.ts'
import { opaquePart } from '../reading/opaque-part.ts'
import type { SourceFile } from '../files/source-files.ts'
import { parseSourceTime } from '../reading/source-time.ts'
import { asList, asObject, asText, isObject, type UntrustedObject } from '../untrusted.ts'
import { withoutSecrets } from '../reading/without-secrets.ts'

/** Backyard (once Faraday): the scenarios of a character archive, each with its chat. */
export const backyard: Importer = {
  id: 'backyard',
  descend: [],
  detect,
  read,
}

type Namer = ReturnType<typeof createNodeNamer>

function detect(sample: Sample): Detection | null {
  if (sample.kind !== 'outline') return null
  const { messages, firstMessages, exampleMessages } = sample.members
  const isScenario = Array.isArray(messages) && Array.isArray(firstMessages) && Array.isArray(exampleMessages)
  const isKnown = asList(messages).every((value) => /^(?:human|ai)$/.test(String(asObject(value)['type'])))
  return isScenario && isKnown ? { certainty: 'certain', why: byFields('firstMessages', 'exampleMessages') } : null
}

async function* read({ files, all }: Claim): AsyncGenerator<ReadItem, void, void> {
  for (const file of files) {
    const character = await characterBeside(file, all)
    yield* jsonRecords([file], {
      descend: [],
      isRecord: ({ messages }) => Array.isArray(messages),
      read: (scenario) => [{ kind: 'conversation', file: file.name, conversation: readScenario(scenario, character) }],
    })
  }
}

/** The character of the archive that a scenario lies in. */
async function characterBeside(scenario: SourceFile, all: readonly SourceFile[]): Promise<UntrustedObject> {
  const root = folderOf(folderOf(scenario.name).slice(0, -1))
  const manifestFile = nameFiles(all).find('manifest.json', root)
  const manifest = manifestFile ? asObject(await readSmallJson(manifestFile)) : {}
  const path = asText(asList(manifest['characters'])[0])
  const file = path === null ? null : nameFiles(all).find(path, root)
  return file ? asObject(await readSmallJson(file)) : {}
}

function readScenario(scenario: UntrustedObject, character: UntrustedObject): NeutralConversation {
  const { messages, ...rest } = scenario
  const name = createNodeNamer()
  const author = asText(character['displayName']) ?? asText(character['name'])
  const spoken = inOrder(asList(messages)).map((value) => readMessage(value, author, name))
  const greetings = asList(scenario['firstMessages']).flatMap((value) => greetingNode(value, author, name))
  const opening: Turn[] = greetings.length > 0 ? [{ versions: greetings, shown: 0 }] : []
  const { nodes, currentId } = inTurns([...opening, ...spoken])
  const said = [character['id'], author, scenario['title'], scenario['narrative']]
  return neutralConversation({
    source: 'backyard',
    sourceId: chatIdentity(said, nodes.slice(greetings.length)),
    title: asText(scenario['title']) ?? author,
    currentId,
    nodes,
    raw: withoutSecrets({ ...rest, character }),
  })
}

/** Some archives list all that the person said before all the answers; where every time is known, it decides. */
function inOrder(messages: readonly unknown[]): readonly unknown[] {
  const timed = messages.map((value) => ({ value, time: timeOf(value) }))
  if (timed.some(({ time }) => time === null)) return messages
  return timed.toSorted((left, right) => (left.time ?? 0) - (right.time ?? 0)).map(({ value }) => value)
}

function timeOf(value: unknown): number | null {
  const message = asObject(value)
  const times = [message, ...asList(message['outputs']).map(asObject)].flatMap(
    ({ createdAt }) => parseSourceTime(createdAt)?.milliseconds ?? [],
  )
  return times.length > 0 ? Math.min(...times) : null
}

function readMessage(value: unknown, author: string | null, name: Namer): Turn {
  const { outputs, text, ...rest } = asObject(value)
  const answers = asList(outputs)
  if (answers.length === 0) {
    const role = rest['type'] === 'ai' ? 'assistant' : 'user'
    return turnOf(versionNode(value, text, rest, { role, author: role === 'user' ? null : author }, name))
  }
  const versions = answers.map((answer) => {
    const { text: words, ...output } = asObject(answer)
    return versionNode(answer, words, { ...rest, ...output }, { role: 'assistant', author }, name)
  })
  return { versions, shown: newestActive(answers) }
}

/** The answer that was chosen last. */
function newestActive(answers: readonly unknown[]): number {
  const times = answers.map((answer) => parseSourceTime(asObject(answer)['activeTimestamp'])?.milliseconds ?? -1)
  return times.indexOf(times.reduce((newest, time) => Math.max(newest, time), -1))
}

function versionNode(
  value: unknown,
  text: unknown,
  rest: UntrustedObject,
  speaker: Pick<NeutralNode, 'role' | 'author'>,
  name: Namer,
): NeutralNode {
  const createdAt = parseSourceTime(rest['createdAt'])
  const words = typeof text === 'string' ? text : JSON.stringify(value ?? null)
  const isText = typeof text === 'string' && isObject(value)
  return neutralNode({
    ...speaker,
    sourceId: name({ time: createdAt, who: speaker.role, text: words }),
    createdAt,
    parts: isText ? (text === '' ? [] : [{ kind: 'text', text }]) : [opaquePart('message', value)],
    raw: withoutSecrets(rest),
  })
}

function greetingNode(value: unknown, author: string | null, name: Namer): NeutralNode[] {
  const text = asText(value) ?? asText(asObject(value)['text'])
  if (text === null) return []
  const sourceId = name({ time: null, who: 'greeting', text })
  return [neutralNode({ sourceId, role: 'assistant', author, parts: [{ kind: 'text', text }] })]
}
