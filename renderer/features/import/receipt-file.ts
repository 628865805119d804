import type { ImportRun, Receipt } from '#shared/model/import-run.ts'

const time = (at: number | null): string | null => (at === null ? null : new Date(at).toISOString())

/**
 * A receipt as a JSON file for the person's own papers: every count, and every reason with its meaning in their
 * language. Of the conversations it holds no word but the names of files, of whom they are, and of items that the reasons
 * point to.
 */
export function receiptFile(run: ImportRun, receipt: Receipt, meaningOf: (code: string) => string): string {
  const { files, conversations, messages, attachments, branches, beside, models, from, to, byFile, reasons } = receipt
  const file = {
    app: 'Keepsake',
    kind: 'import-receipt',
    version: 1,
    import: {
      files: run.fileNames,
      state: run.state,
      startedAt: time(run.startedAt),
      finishedAt: time(run.finishedAt),
    },
    counts: { files, conversations, messages, attachments, branches, beside },
    byFile,
    owners: receipt.owners.map(({ name, conversations, messages }) => ({ name, conversations, messages })),
    models,
    from: time(from),
    to: time(to),
    reasons: reasons.map((reason) => ({ ...reason, meaning: meaningOf(reason.code) })),
  }
  return `${JSON.stringify(file, null, 2)}\n`
}
