import { asList, asObject, asText, isObject, type UntrustedObject } from '../untrusted.ts'

/** One chat found in a file, in the older shape (messages) or the newer one (turns with candidates). */
export type CharacterAiChat = {
  readonly value: UntrustedObject
  /** What the file says of the character; empty where it says nothing. */
  readonly character: UntrustedObject
} & ({ readonly kind: 'history' } | { readonly kind: 'turns'; readonly turns: readonly UntrustedObject[] })

/** Whether a value is a chat of the older shape. */
export function looksLikeHistory(value: unknown): boolean {
  return asList(asObject(value)['msgs']).some((message) => {
    const { src, src__is_human: isHuman, text } = asObject(message)
    return typeof text === 'string' && (isObject(src) || typeof isHuman === 'boolean')
  })
}

/** Whether a value is a list of turns of the newer shape. */
export function looksLikeTurns(value: unknown): boolean {
  return asList(value).some((turn) => {
    const { turn_key: key, candidates } = asObject(turn)
    return isObject(key) && Array.isArray(candidates)
  })
}

/**
 * Finds the chats of a file wherever they lie in it: the dumpers nest them differently, and nobody has described the
 * official archive. Turns that stand loose are put together by the chat they name.
 */
export function* characterAiChats(root: unknown, around: UntrustedObject = {}): Generator<CharacterAiChat, void, void> {
  const waiting: { value: unknown; character: UntrustedObject }[] = [{ value: root, character: around }]
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const { value } = next
    if (Array.isArray(value)) {
      if (looksLikeTurns(value)) yield* chatsOfTurns(value, {}, next.character)
      else for (const item of value.toReversed()) waiting.push({ value: item, character: next.character })
      continue
    }
    if (!isObject(value)) continue
    const character = characterOf(value) ?? next.character
    if (looksLikeHistory(value)) yield { kind: 'history', value, character }
    else if (looksLikeTurns(value['turns'])) {
      const { turns, ...chat } = value
      yield* chatsOfTurns(asList(turns), chat, character)
    } else for (const member of Object.values(value).toReversed()) waiting.push({ value: member, character })
  }
}

function* chatsOfTurns(
  turns: readonly unknown[],
  chat: UntrustedObject,
  character: UntrustedObject,
): Generator<CharacterAiChat, void, void> {
  const byChat = new Map<string, UntrustedObject[]>()
  for (const value of turns) {
    const turn = isObject(value) ? value : { unreadable: value }
    const id = asText(asObject(turn['turn_key'])['chat_id']) ?? asText(chat['chat_id']) ?? ''
    const known = byChat.get(id)
    if (known) known.push(turn)
    else byChat.set(id, [turn])
  }
  for (const list of byChat.values()) yield { kind: 'turns', value: chat, turns: list, character }
}

/** What an object says of the character whose chats it holds; null where it says nothing. */
export function characterOf(value: UntrustedObject): UntrustedObject | null {
  const described = asObject(value['info'])['character'] ?? value['character']
  if (isObject(described)) return described
  const name = asText(value['character_name'])
  return name ? { name } : null
}
