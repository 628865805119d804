import { AppError } from '#core/errors.ts'

/** Why a file gives no card or no lorebook. */
export type CardTroubleReason = 'no-card' | 'no-lorebook' | 'damaged' | 'too-large' | 'locked'

export function cardTrouble(reason: CardTroubleReason): AppError<'CARD_UNREADABLE'> {
  return new AppError('CARD_UNREADABLE', { reason })
}
