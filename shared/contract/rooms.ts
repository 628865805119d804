import { z } from 'zod'
import { Conversation } from '../model/conversation.ts'
import { CompanionId, ConversationId } from '../model/ids.ts'
import { mostMembers } from '../model/room.ts'
import { procedure } from './base.ts'

const memberIds = z.array(CompanionId).min(1).max(mostMembers)

export const rooms = {
  /** A conversation with several companions, who take turns in this order. Nobody greets: you speak first. */
  create: procedure
    .input(z.object({ memberIds: memberIds.min(2), title: z.string().trim().max(300).nullable() }))
    .output(Conversation),
  /** Who is there from now on. Whoever leaves keeps what they said. */
  setMembers: procedure.input(z.object({ id: ConversationId, memberIds })).output(Conversation),
}
