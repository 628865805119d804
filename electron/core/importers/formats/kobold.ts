import { chatIdentity } from '../reading/chat-identity.ts'
import { byFields } from '../evidence.ts'
import type { Claim, Detection, Importer, ReadItem, Sample } from '../importer.ts'
import { jsonRecords } from '../files/json-records.ts'
import { splitStory } from './kobold-story.ts'
import type { NeutralConversation } from '../neutral.ts'
import { inOneLine, neutralConversation, neutralNode } from '../reading/neutral-builders.ts'
import { createNodeNamer } from '../reading/node-identity.ts'
import { partsOfAnswer } from '../reading/thinking-tags.ts'
import { asList, asObject, asText, type UntrustedObject } from '../untrusted.ts'
import { withoutSecrets } from '../reading/without-secrets.ts'

/** Kobold Lite: a saved story, which may be a chat, told as one long text in pieces. */
export const kobold: Importer = {
  id: 'kobold',
  descend: [],
  detect,
  read,
}

function detect(sample: Sample): Detection | null {
  if (sample.kind !== 'outline') return null
  const { prompt, actions, savedsettings, gamestarted, actions_metadata: metadata, memory } = sample.members
  const isStory = typeof prompt === 'string' && asList(actions).every((action) => typeof action === 'string')
  const isKobold =
    typeof gamestarted === 'boolean' || [savedsettings, metadata, memory].some((one) => one !== undefined)
  return Array.isArray(actions) && isStory && isKobold
    ? { certainty: 'certain', why: byFields('prompt', 'actions') }
    : null
}

function read({ files }: Claim): AsyncGenerator<ReadItem, void, void> {
  return jsonRecords(files, {
    descend: [],
    isRecord: ({ prompt, actions }) => typeof prompt === 'string' || Array.isArray(actions),
    read: (story, file) => [{ kind: 'conversation', file: file.name, conversation: readStory(story) }],
  })
}

function readStory(story: UntrustedObject): NeutralConversation {
  const { prompt, actions, ...rest } = story
  const settings = asObject(story['savedsettings'])
  const names = { person: asText(settings['chatname']), others: othersOf(settings) }
  const pieces = [prompt, ...asList(actions)].filter((piece) => typeof piece === 'string')
  const name = createNodeNamer()
  const nodes = inOneLine(
    splitStory(pieces, names).map(({ role, author, text }) =>
      neutralNode({ sourceId: name({ time: null, who: role, text }), role, author, parts: partsOfAnswer(text) }),
    ),
  )
  return neutralConversation({
    source: 'kobold',
    sourceId: chatIdentity([names.others, story['memory']], nodes),
    title: names.others.length > 0 ? names.others.join(', ') : null,
    nodes,
    raw: withoutSecrets({ ...rest, savedsettings: withoutKeys(settings) }),
  })
}

function othersOf(settings: UntrustedObject): string[] {
  return (asText(settings['chatopponent']) ?? '').split('||$||').filter((name) => name !== '')
}

/** Every service it can speak to has its key saved under a name of its own. */
function withoutKeys(settings: UntrustedObject): UntrustedObject {
  return Object.fromEntries(Object.entries(settings).filter(([name]) => !/key$/i.test(name)))
}
