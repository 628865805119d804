import { messageRows } from '../reading/message-rows.ts'
import { parseSourceTime } from '../reading/source-time.ts'
import { asList, asObject, asText, isObject, type UntrustedObject } from '../untrusted.ts'

/** Rows of a LobeChat export by the id that other rows use for them. */
export type LobeTable = ReadonlyMap<string, UntrustedObject>

/** A LobeChat export of either kind, with its tables joined where messages need it. */
export type LobeData = {
  /** In order of time; rows of a database come in none. */
  readonly messages: readonly UntrustedObject[]
  readonly topics: LobeTable
  readonly sessions: LobeTable
  readonly threads: LobeTable
  readonly plugins: LobeTable
  readonly files: LobeTable
  /** Ids of the files sent with a message, by the message's id. */
  readonly filesOf: ReadonlyMap<string, readonly string[]>
  /** Who answers in a session, by the session's id, and by the agent's own. */
  readonly agents: LobeTable
}

/** Reads the state of the older export or the tables of the newer one. */
export function lobeData(source: UntrustedObject): LobeData {
  const agents = new Map(table(source['agents']))
  for (const link of asList(source['agentsToSessions']).map(asObject)) {
    const agent = agents.get(asText(link['agentId']) ?? '')
    const session = asText(link['sessionId'])
    if (agent && session) agents.set(session, agent)
  }
  const filesOf = new Map<string, string[]>()
  for (const link of asList(source['messagesFiles']).map(asObject)) {
    const [file, message] = [asText(link['fileId']), asText(link['messageId'])]
    if (file && message) filesOf.set(message, [...(filesOf.get(message) ?? []), file])
  }
  return {
    messages: inOrderOfTime(messageRows(source['messages'])),
    topics: table(source['topics']),
    sessions: table(source['sessions']),
    threads: table(source['threads']),
    plugins: table(source['messagePlugins']),
    files: new Map([...table(source['globalFiles']), ...table(source['files'])]),
    filesOf,
    agents,
  }
}

/** The name a row keeps when its data moves from the browser to a database, where it gets another id. */
export function lastingId(row: UntrustedObject | undefined): string | null {
  return asText(row?.['clientId']) ?? asText(row?.['id'])
}

function table(rows: unknown): Map<string, UntrustedObject> {
  return new Map(asList(rows).flatMap((row) => (isObject(row) ? [[asText(row['id']) ?? '', row] as const] : [])))
}

/** A message without a time stays behind the one it stood behind. */
function inOrderOfTime(rows: readonly UntrustedObject[]): UntrustedObject[] {
  let last = 0
  const timed = rows.map((row) => {
    last = parseSourceTime(row['createdAt'])?.milliseconds ?? last
    return { row, time: last }
  })
  return timed.toSorted((left, right) => left.time - right.time).map(({ row }) => row)
}
