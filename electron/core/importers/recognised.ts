import type { Sample } from './importer.ts'
import { asList, asObject, isObject, type UntrustedObject } from './untrusted.ts'

/**
 * What a file is that holds no conversation, so that it can be named politely; the code becomes a reason. Null for
 * everything else. Each is told by what conversations never have, so that it may overrule a guess.
 */
export function recognise(sample: Sample): RecognisedCode | null {
  if (sample.kind === 'outline') return byMembers(sample.members)
  if (sample.kind === 'line') return isCodingLog(asObject(sample.item)) ? 'coding-log' : null
  if (sample.kind === 'json') return sample.shape === 'array' ? byItem(asObject(sample.item)) : null
  if (sample.kind === 'bytes') return byBytes(sample.head)
  if (sample.kind === 'text') return byText(sample.head)
  return null
}

export type RecognisedCode =
  | 'character-card'
  | 'lorebook'
  | 'preset'
  /** Account data and lists that stand beside conversations. */
  | 'side-car'
  | 'other-activity'
  | 'app-database'
  /** What an app keeps in the browser it is made of, of which backups hold a copy. */
  | 'browser-database'
  | 'encrypted-backup'
  /** What somebody had a coding assistant do, step by step. */
  | 'coding-log'
  /** How another app is set up, and who its person is in it. */
  | 'app-settings'
  | 'picture'

const flatCard = ['description', 'personality', 'scenario', 'first_mes', 'mes_example'] as const
const presetMarks = ['story_string', 'input_sequence', 'prompt_order', 'temp_openai', 'rep_pen', 'openai_max_context']

function byMembers(members: UntrustedObject): RecognisedCode | null {
  const { spec, kind, type, object } = members
  if (typeof spec === 'string' && spec.startsWith('chara_card_v')) return 'character-card'
  if (spec === 'lorebook_v3') return 'lorebook'
  if (typeof members['char_name'] === 'string' && 'char_persona' in members) return 'character-card'
  if (kind === 'character' && isObject(members['persona'])) return 'character-card'
  if ('first_mes' in members && flatCard.every((name) => typeof members[name] === 'string')) return 'character-card'
  if (isOtherCard(members)) return 'character-card'
  if (kind === 'memory' || isLorebook(members['entries'] ?? (type === 'risu' ? members['data'] : null)))
    return 'lorebook'
  if (object === 'thread' && Array.isArray(members['assistants'])) return 'side-car'
  if (presetMarks.some((name) => name in members)) return 'preset'
  if (isSystemPrompt(members)) return 'preset'
  if (isObject((isObject(members['power_user']) ? members['power_user'] : members)['persona_descriptions'])) {
    return 'app-settings'
  }
  return isAccount(members) ? 'side-car' : null
}

/** Cards as Chub and Faraday write them. */
function isOtherCard(members: UntrustedObject): boolean {
  const chub = asObject(asObject(members['node'])['definition'])
  const faraday = asObject(members['character'])
  return typeof chub['first_message'] === 'string' || ('aiName' in faraday && 'aiPersona' in faraday)
}

/** Claude Code names the folder it worked in on each line, Codex what its session was. */
function isCodingLog(line: UntrustedObject): boolean {
  const { sessionId, cwd, type, payload } = line
  if (typeof sessionId === 'string' && typeof cwd === 'string' && typeof type === 'string') return true
  return type === 'session_meta' && isObject(payload)
}

/** Entries that are called up by key words, as a list or by number. */
function isLorebook(entries: unknown): boolean {
  const some = isObject(entries) ? Object.values(entries) : asList(entries)
  return (
    some.length > 0 &&
    some.map(asObject).every((entry) => {
      const isCalled = ['key', 'keys', 'keywords'].some((name) => name in entry)
      return isCalled && ['content', 'entry', 'text'].some((name) => typeof entry[name] === 'string')
    })
  )
}

/** A system prompt stored by itself: a name, its text, and nothing that anybody said. */
function isSystemPrompt(members: UntrustedObject): boolean {
  const names = Object.keys(members).filter((name) => name !== 'post_history')
  return names.length === 2 && typeof members['name'] === 'string' && typeof members['content'] === 'string'
}

function byItem(item: UntrustedObject): RecognisedCode | null {
  if (isAccount(item)) return 'side-car'
  const { header, title, time, products } = item
  const isActivity = [header, title, time].every((value) => typeof value === 'string') && Array.isArray(products)
  return isActivity && !asList(products).some((name) => String(name).includes('Gemini')) ? 'other-activity' : null
}

/** What somebody said, under the names it is given. */
const spoken = ['messages', 'conversations', 'mapping', 'message', 'text', 'content', 'body', 'chat_messages'] as const

function isAccount(members: UntrustedObject): boolean {
  if (spoken.some((name) => name in members)) return false
  const contact = members['email'] ?? members['email_address'] ?? members['phone_number']
  return typeof contact === 'string' && ('id' in members || 'uuid' in members || 'user_id' in members)
}

const sqlite = 'SQLite format 3\u0000'
/** How the store of a web page names the order of its keys. */
const pageStore = 'idb_cmp1'
const png = '\u0089PNG\r\n\u001a\n'
const sealed = ['Salted__', 'age-encryption.org/']

function byBytes(head: Buffer): RecognisedCode | null {
  const text = head.toString('latin1')
  if (text.startsWith(sqlite)) return 'app-database'
  if (text.startsWith(png)) return 'picture'
  if (text.slice(0, 200).includes(pageStore)) return 'browser-database'
  return sealed.some((mark) => text.startsWith(mark)) ? 'encrypted-backup' : null
}

function byText(head: string): RecognisedCode | null {
  if (/^-----BEGIN (?:PGP MESSAGE|AGE ENCRYPTED FILE)-----/.test(head)) return 'encrypted-backup'
  if (/^(?:name|char_name): .+/m.test(head) && /^(?:greeting|char_greeting):/m.test(head) && /^context:/m.test(head)) {
    return 'character-card'
  }
  // An account's pages of Telegram: those that hold no messages lead to the ones that do.
  if (/<title>Exported Data<\/title>/.test(head) && /class="page_body/.test(head)) return 'side-car'
  return null
}
