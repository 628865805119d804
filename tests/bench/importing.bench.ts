import path from 'node:path'
import { writeChatgptZip } from '#tests/helpers/chatgpt-export.ts'
import type { Bench } from './bench.ts'
import { seedVault } from './seed-vault.ts'
import { openThreadPage } from './thread-page.ts'

const frames = 240

/** What a reader feels of an import: the thread is scrolled while conversations come in beside it. */
export const bench: Bench = {
  name: 'importing',
  run: async ({ folder, full }) => {
    const profile = path.join(folder, 'profile')
    const { conversationIds } = await seedVault(profile, { messages: 20_000, conversations: 1, pace: 30 })
    const zip = path.join(folder, 'export.zip')
    const shape = { conversations: full ? 20_000 : 6_000, turns: 12, pictureEvery: 0 }
    const { messages } = await writeChatgptZip(zip, shape)
    await using window = await openThreadPage(profile)
    const { page } = window
    const thread = `/chat/${conversationIds[0]}`
    const ride = async () => {
      await window.visit(thread)
      // All that is loaded and compiled for the first time.
      await window.ride(60, -120)
      return window.ride(frames, -120)
    }
    const quiet = await ride()

    await window.visit('/import', 'input[type="file"]')
    await page.locator('input[type="file"]').first().setInputFiles(zip)
    await page.getByRole('button', { name: /^Import [\d,]+ messages$/ }).click({ timeout: 120_000 })
    const coming = page.getByText(/[\d,]+ conversations · [1-9][\d,]* messages/).first()
    await coming.waitFor()
    const busy = await ride()
    await window.visit('/import', 'main h1')
    if (!(await coming.isVisible())) throw new Error('the import was over before the thread was scrolled')

    const what = `scrolling ${busy.frames} frames while ${messages.toLocaleString('en')} messages come in`
    return [
      {
        what: `the window's longest task, ${what} (with nothing else to do: ${quiet.longest.toFixed(0)})`,
        against: 'what nobody feels',
        unit: 'ms',
        measured: busy.longest,
        baseline: 50,
        budget: 1,
        better: 'less',
      },
      {
        what: `a slow frame, ${what}`,
        against: 'with nothing else to do',
        unit: 'ms',
        measured: busy.slowFrame,
        baseline: quiet.slowFrame,
        budget: 2,
        better: 'less',
      },
    ]
  },
}
