import type { ChatTurn } from './chat-model.ts'

type Pair = readonly [said: string | null, answered: string | null]

/** A log of the text generation web UI: pairs as sent and as shown, where the shown ones are safe for a page. */
export function oobaboogaLog(turns: readonly ChatTurn[], more: object = {}): object {
  const pairs: Pair[] = []
  for (const {
    role,
    versions: [said],
  } of turns) {
    const text = said?.text ?? ''
    const last = pairs.at(-1)
    if (role === 'user') pairs.push([text, ''])
    else if (last && last[1] === '') pairs[pairs.length - 1] = [last[0], text]
    else pairs.push([pairs.length === 0 ? '<|BEGIN-VISIBLE-CHAT|>' : '', text])
  }
  const shown = pairs.map(([said, answered]) => [
    said === '<|BEGIN-VISIBLE-CHAT|>' ? '' : escaped(said),
    escaped(answered),
  ])
  return { internal: pairs, visible: shown, ...more }
}

function escaped(text: string | null): string {
  return (text ?? '')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#x27;')
}
