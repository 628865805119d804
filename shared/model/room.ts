import { z } from 'zod'
import { CompanionId } from './ids.ts'

/** How many companions a room can hold, and so how many replies one message of yours can lead to at most. */
export const mostMembers = 8

/**
 * Who answers in a room: whom your words mention with @, or else whoever's turn it is; nobody; everyone once, one after
 * another; or somebody you chose.
 */
export const AnswerChoice = z.union([z.enum(['turn', 'nobody', 'everyone']), CompanionId])
export type AnswerChoice = z.infer<typeof AnswerChoice>
