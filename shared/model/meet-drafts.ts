import { isEmptyDraft, isSameDraft, joinDrafts, type Draft } from './draft.ts'

/**
 * What two windows made of one draft before they knew of each other, as one: all words of either, and only once where
 * one has written on from the other.
 */
export function meetDrafts(begun: Draft, theirs: Draft, own: Draft): Draft {
  if (isSameDraft(own, begun) || isEmptyDraft(own)) return theirs
  if (isSameDraft(theirs, begun) || isEmptyDraft(theirs)) return own
  const known = new Set(theirs.attachments.map(({ assetId }) => assetId))
  const added = own.attachments.filter(({ assetId }) => !known.has(assetId))
  const joined = joinDrafts(theirs, { ...own, attachments: added })
  if (begun.text === '') return joined
  if (theirs.text.startsWith(own.text)) return { ...joined, text: theirs.text }
  return own.text.startsWith(theirs.text) ? { ...joined, text: own.text } : joined
}
