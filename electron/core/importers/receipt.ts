import { createContextOffers, type ContextOffers } from './context-offers.ts'
import {
  nothingBeside,
  type FileReceipt,
  type OwnerReceipt,
  type Receipt,
  type ReceiptReason,
  type Tally,
} from '#shared/model/import-run.ts'
import type { KeptThing } from './importer.ts'

type Outcome = Exclude<keyof Tally, 'found'>

/** Keeps the account of one import while it runs. */
export type ReceiptBook = {
  /** One more file, conversation or message, and what became of it. */
  readonly count: (what: 'files' | 'conversations' | 'messages', outcome: Outcome, many?: number) => void
  /** A distinct thing that messages point to. */
  readonly attachment: (outcome: 'imported' | 'alreadyHere' | 'missing') => void
  readonly model: (name: string, messages?: number) => void
  /** So many more versions beside the first. */
  readonly branches: (many: number) => void
  /** What came of one file. To be told once for each, after everything in it. */
  readonly file: (one: FileReceipt) => void
  /** What is new with one companion, to be added to what is theirs so far. */
  readonly owner: (one: OwnerReceipt) => void
  /** One more thing that stands beside conversations in our own document. */
  readonly beside: (what: KeptThing['what'], isNew: boolean) => void
  readonly time: (milliseconds: number) => void
  /** Why something did not come in plainly. Like reasons are counted together, with the first item as the example. */
  readonly reason: (code: string, file: string | null, item: string | null) => void
  readonly modelCounts: () => { model: string; messages: number }[]
  /** Gathers what may be offered after the import. */
  readonly offers: ContextOffers
  /** The account as it stands. Throws when a sum does not add up, which would be a defect of ours. */
  readonly close: () => Receipt
}

const counted = { companion: 'companions', day: 'days', self: 'selves' } as const satisfies Record<
  KeptThing['what'],
  string
>
const reasonKinds = 1_000
const modelNames = 1_000
const filesTold = 500

/** Opens an empty account. */
export function createReceiptBook(): ReceiptBook {
  const tallies = { files: emptyTally(), conversations: emptyTally(), messages: emptyTally() }
  const attachments = { found: 0, imported: 0, alreadyHere: 0, missing: 0 }
  const models = new Map<string, number>()
  const reasons = new Map<string, ReceiptReason>()
  const offers = createContextOffers()
  const byFile: FileReceipt[] = []
  const owners = new Map<string, OwnerReceipt>()
  const beside = { ...nothingBeside }
  let branches = 0
  let from: number | null = null
  let to: number | null = null

  const modelCounts = () =>
    [...models]
      .map(([model, messages]) => ({ model, messages }))
      .toSorted((left, right) => right.messages - left.messages)

  return {
    count(what, outcome, many = 1) {
      tallies[what].found += many
      tallies[what][outcome] += many
    },
    attachment(outcome) {
      attachments.found += 1
      attachments[outcome] += 1
    },
    model(name, messages = 1) {
      // An export can claim a new model on every message; a receipt must stay one that can be shown.
      const shown = name.slice(0, 300)
      if (models.has(shown) || models.size < modelNames) models.set(shown, (models.get(shown) ?? 0) + messages)
    },
    branches(many) {
      branches += many
    },
    file(one) {
      if (byFile.length < filesTold) byFile.push(one)
    },
    owner({ conversations, messages, ...one }) {
      const key = JSON.stringify([one.name, one.companionId])
      const so = owners.get(key) ?? { ...one, conversations: 0, messages: 0 }
      owners.set(key, {
        ...so,
        conversations: so.conversations + conversations,
        messages: so.messages + messages,
      })
    },
    beside(what, isNew) {
      beside[counted[what]] += 1
      if (!isNew) beside.alreadyHere += 1
    },
    time(milliseconds) {
      from = from === null ? milliseconds : Math.min(from, milliseconds)
      to = to === null ? milliseconds : Math.max(to, milliseconds)
    },
    reason(code, file, item) {
      const key = `${code}\n${file ?? ''}`
      const known = reasons.get(key)
      if (known) reasons.set(key, { ...known, count: known.count + 1 })
      else if (reasons.size < reasonKinds) reasons.set(key, { code, file, item: item && item.slice(0, 300), count: 1 })
      else {
        const rest = reasons.get('') ?? { code: 'more-reasons', file: null, item: null, count: 0 }
        reasons.set('', { ...rest, count: rest.count + 1 })
      }
    },
    modelCounts,
    offers,
    close() {
      const receipt: Receipt = {
        files: { ...tallies.files },
        conversations: { ...tallies.conversations },
        messages: { ...tallies.messages },
        attachments: { ...attachments },
        branches,
        models: modelCounts().map(({ model }) => model),
        from,
        to,
        byFile: [...byFile],
        owners: [...owners.values()].toSorted((left, right) => right.messages - left.messages),
        beside: { ...beside },
        reasons: [...reasons.values()],
        offers: offers.close(),
      }
      assertAddsUp(receipt)
      return receipt
    },
  }
}

/** Throws unless every found thing has exactly one outcome. */
function assertAddsUp(receipt: Receipt): void {
  for (const tally of [receipt.files, receipt.conversations, receipt.messages]) {
    const sum = tally.imported + tally.alreadyHere + tally.keptRaw + tally.skipped + tally.failed
    if (tally.found !== sum) throw new Error('A receipt does not add up')
  }
  for (const { messages, imported, alreadyHere } of receipt.byFile) {
    if (messages !== imported + alreadyHere) throw new Error('A receipt does not add up')
  }
  const owned = receipt.owners.reduce((sum, { conversations }) => sum + conversations, 0)
  const fresh = receipt.conversations.imported + receipt.conversations.keptRaw
  if (receipt.owners.length > 0 && owned !== fresh) throw new Error('A receipt does not add up')
  const { found, imported, alreadyHere, missing } = receipt.attachments
  if (found !== imported + alreadyHere + missing) throw new Error('A receipt does not add up')
}

function emptyTally(): Tally {
  return { found: 0, imported: 0, alreadyHere: 0, keptRaw: 0, skipped: 0, failed: 0 }
}
