import type { Role } from '#shared/model/message.ts'

/** The role as most apps name it: whatever is neither person, model nor instruction is a tool; unsaid is unsaid. */
export function chatRole(value: unknown): Role {
  if (value === 'user' || value === 'assistant' || value === 'system') return value
  return value === undefined || value === null ? 'system' : 'tool'
}
