import { asObject, isObject } from '../untrusted.ts'

/** Whether a value is a mapping of nodes as ChatGPT writes them, and how plainly it says so. */
export function looksLikeMapping(value: unknown): 'certain' | 'likely' | null {
  if (!isObject(value)) return null
  let likely = false
  let looked = 0
  for (const node of Object.values(value)) {
    if ((looked += 1) > 1_000) break
    if (!isObject(node)) continue
    const message = asObject(node['message'])
    if (message['fragments'] !== undefined) return null
    if (isObject(message['author']) && message['content'] !== undefined) return 'certain'
    if ('message' in node || Array.isArray(node['children'])) likely = true
  }
  return likely ? 'likely' : null
}
