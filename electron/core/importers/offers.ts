import type { OfferDecision } from '#shared/contract/imports.ts'
import type { ContextOffer, ImportRun, Receipt } from '#shared/model/import-run.ts'
import type { ImportRunId } from '#shared/model/ids.ts'
import { AppError } from '../errors.ts'
import { takeIn, takeOut, type Takers } from './take-in.ts'

type Decide = { readonly id: ImportRunId; readonly offer: number; readonly decision: OfferDecision }

/**
 * Answers an offer of a run, and gives the receipt with that answer in it. Throws NOT_FOUND where there is no such offer,
 * and TARGET_TAKEN where what was taken in cannot be taken out any more.
 */
export function decideOffer(run: ImportRun, { offer: index, decision }: Decide, takers: Takers): Receipt {
  const { receipt } = run
  const offer = receipt?.offers[index]
  if (!receipt || !offer) throw new AppError('NOT_FOUND', { entity: 'offer' })
  // What was taken in is taken out before anything else can become of it.
  if (offer.decided?.kind === 'taken') {
    if (decision.kind !== 'open') throw new AppError('TARGET_TAKEN')
    const { companionId, into, added } = offer.decided
    if (!takeOut(takers, companionId, into, added)) throw new AppError('NOT_FOUND', { entity: 'added-words' })
  }
  const decided = decidedBy(decision, takers)
  return { ...receipt, offers: receipt.offers.with(index, { ...offer, decided }) }
}

function decidedBy(decision: OfferDecision, takers: Takers): ContextOffer['decided'] {
  if (decision.kind === 'open') return null
  if (decision.kind === 'set-aside') return decision
  const { companionId, into, text } = decision
  takeIn(takers, companionId, into, text)
  return { kind: 'taken', companionId, into, added: text }
}

/** What is offered of a new receipt: nobody is asked again about words they have decided on after an earlier import. */
export function withoutDecided(offers: readonly ContextOffer[], earlier: readonly ImportRun[]): ContextOffer[] {
  const keyOf = ({ kind, text }: ContextOffer) => `${kind}\n${text}`
  const decided = earlier.flatMap(({ receipt }) => receipt?.offers ?? []).filter((offer) => offer.decided !== null)
  const known = new Set(decided.map(keyOf))
  return offers.filter((offer) => !known.has(keyOf(offer)))
}
