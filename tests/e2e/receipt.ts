import { expect } from './fixtures.ts'
import type { Person } from './person.ts'

type Tally = Readonly<Record<string, number>>

/** A receipt by kind of thing, and under each the numbers of its columns. */
export type ReceiptRead = Readonly<Record<string, Tally>>

/** The receipt as somebody reads it: a row of numbers under their headings for each kind of thing. */
export const readReceipt = async ({ page, words }: Person): Promise<ReceiptRead> => {
  const table = page.getByRole('table', { name: words('import:receipt.title'), exact: true })
  await expect(table).toBeVisible({ timeout: 40_000 })
  const headings = await table.locator('thead th').allInnerTexts()
  const receipt: Record<string, Tally> = {}
  for (const kind of ['files', 'conversations', 'messages']) {
    const row = table.getByRole('row', { name: words(`import:facts.${kind}`) })
    const numbers = await row.getByRole('cell').allInnerTexts()
    const columns = ['found', 'imported', 'alreadyHere', 'keptRaw', 'skipped', 'failed']
    receipt[kind] = Object.fromEntries(
      columns.map((column) => {
        const at = headings.indexOf(words(`import:receipt.${column}`))
        // A column without anything in it is not shown.
        return [column, at < 0 ? 0 : Number(numbers[at - 1]?.replaceAll(/\D/g, ''))]
      }),
    )
  }
  return receipt
}

/** What was found is what became of it, for every kind of thing. */
export const expectToAddUp = (receipt: ReceiptRead): void => {
  for (const [kind, { found = 0, ...outcomes }] of Object.entries(receipt)) {
    const sum = Object.values(outcomes).reduce((total, count) => total + count, 0)
    expect(sum, `${kind} add up`).toBe(found)
  }
}
