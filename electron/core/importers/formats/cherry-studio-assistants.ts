import { dropPrototypeKeys } from '../files/prototype-keys.ts'
import { asList, asObject, asText, isObject, type UntrustedObject } from '../untrusted.ts'

/** What the app's settings say of a topic: the topics themselves know neither their title nor who answers. */
export type CherryTopic = {
  readonly row: UntrustedObject
  /** What the assistant is called. */
  readonly assistant: string | null
  readonly about: UntrustedObject
}

export type CherryAssistants = {
  readonly topics: ReadonlyMap<string, CherryTopic>
  readonly names: ReadonlyMap<string, string>
}

const stateKey = 'persist:cherry-studio'

/** Reads the assistants out of a backup's settings, and nothing else: the rest holds the keys of every provider. */
export function cherryAssistants(localStorage: unknown): CherryAssistants {
  const slices = parsed(asObject(localStorage)[stateKey])
  const state = parsed(slices['assistants'])
  const topics = new Map<string, CherryTopic>()
  const names = new Map<string, string>()
  for (const assistant of [state['defaultAssistant'], ...asList(state['assistants'])].filter(isObject)) {
    const { topics: rows, mcpServers: _servers, ...about } = assistant
    const [id, name] = [asText(assistant['id']), asText(assistant['name'])]
    if (id && name) names.set(id, name)
    for (const row of asList(rows).filter(isObject)) {
      const { messages: _messages, ...topic } = row
      const topicId = asText(row['id'])
      // The default assistant is listed again among the others, where it has its topics.
      if (topicId) topics.set(topicId, { row: topic, assistant: name, about })
    }
  }
  return { topics, names }
}

/** The settings are JSON whose members are JSON again. */
function parsed(value: unknown): UntrustedObject {
  if (typeof value !== 'string') return asObject(value)
  try {
    return asObject(dropPrototypeKeys(JSON.parse(value)))
  } catch {
    return {}
  }
}
