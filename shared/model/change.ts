import { z } from 'zod'

/** What changed in the vault, never the data itself. Without an `id`, anything of that entity may have changed. */
export const Change = z.object({
  entity: z.enum([
    'companion',
    'letter',
    'letter-draft',
    'lore',
    'self',
    'conversation',
    'message',
    'draft',
    'mark',
    'memory',
    'meaning',
    'outbox',
    'provider',
    'milestone',
    'settings',
    'preferences',
    'import-run',
  ]),
  id: z.int().optional(),
  conversationId: z.int().optional(),
  kind: z.enum(['created', 'updated', 'deleted']),
})
export type Change = z.infer<typeof Change>
