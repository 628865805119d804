import path from 'node:path'
import { median, type Bench, type BenchRow } from './bench.ts'
import { seedVault } from './seed-vault.ts'
import { openThreadPage, type Cost, type ThreadPage } from './thread-page.ts'

const elsewhere = ['/settings/about', 'main h1'] as const
const short = 1_000

/** What each way into a thread costs, in the long one and in the short one, by turns. */
const compareVisits = async (
  window: ThreadPage,
  rounds: number,
  ways: { readonly long: string; readonly short: string },
): Promise<{ long: Cost; short: Cost }> => {
  const costs: { long: Cost[]; short: Cost[] } = { long: [], short: [] }
  for (let round = 0; round < rounds; round += 1) {
    for (const which of ['long', 'short'] as const) {
      await window.visit(...elsewhere)
      costs[which].push(await window.visit(ways[which]))
    }
  }
  const middle = (all: readonly Cost[]): Cost => ({
    work: median(all.map(({ work }) => work)),
    wait: median(all.map(({ wait }) => wait)),
  })
  return { long: middle(costs.long), short: middle(costs.short) }
}

/** The thread as a person has it, in the built interface: it must not feel how long it is. */
export const bench: Bench = {
  name: 'thread',
  run: async ({ folder, full }) => {
    const size = full ? 1_000_000 : 100_000
    const rounds = full ? 15 : 9
    const profile = path.join(folder, 'profile')
    const { conversationIds } = await seedVault(profile, {
      messages: size + short,
      conversations: 2,
      longest: size,
      pace: 30,
    })
    const [long, small] = conversationIds
    await using window = await openThreadPage(profile)
    const { page } = window
    const rows: BenchRow[] = []
    const of = `of ${size.toLocaleString('en')}`
    const report = (what: string, { long, short }: { long: Cost; short: Cost }): void => {
      const work = { what: `${what}, ${of}`, unit: 'ms of work', measured: long.work, better: 'less' } as const
      rows.push({ ...work, against: 'of 1,000', baseline: short.work, budget: 1.3 })
      rows.push({ ...work, against: 'the promise', baseline: 100, budget: 1 })
      // As a clock on the wall has it, with all that the machine does besides.
      const wait = { what: `${what}, ${of}: until painted`, unit: 'ms', measured: long.wait, better: 'less' } as const
      rows.push({ ...wait, against: 'of 1,000', baseline: short.wait, budget: 1.3 })
      rows.push({ ...wait, against: 'the promise', baseline: 100, budget: 1 })
    }

    // Both once, so that nothing is loaded and compiled for the first time any more.
    for (const id of [long, small]) await window.visit(`/chat/${id}`)
    report('the end', await compareVisits(window, rounds, { long: `/chat/${long}`, short: `/chat/${small}` }))

    const middleOf = async (id: number | undefined): Promise<string> => {
      await window.visit(`/chat/${id}`)
      const slider = page.getByRole('slider')
      // A short thread has one month and no map of months.
      if ((await slider.count()) > 0) await slider.press('Home')
      await page.waitForTimeout(600)
      await window.ride(30, (await slider.count()) > 0 ? 400 : -400)
      return (await page.locator('article[data-message]').nth(3).getAttribute('data-message')) ?? ''
    }
    const found = { long: await middleOf(long), short: await middleOf(small) }
    report(
      'a hit',
      await compareVisits(window, rounds, {
        long: `/chat/${long}/at/${found.long}`,
        short: `/chat/${small}/at/${found.short}`,
      }),
    )
    // That was left there the last time, so that it opens there.
    report(
      'the last read line',
      await compareVisits(window, rounds, { long: `/chat/${long}`, short: `/chat/${small}` }),
    )

    await window.visit(`/chat/${long}`)
    const slider = page.getByRole('slider')
    const jump = async (key: 'Home' | 'End'): Promise<Cost> => {
      const old = await page.locator('article[data-message]').first().getAttribute('data-message')
      return window.cost(() => slider.press(key), `article[data-message]:first-of-type:not([data-message="${old}"])`)
    }
    await slider.press('End')
    await page.waitForTimeout(1_000)
    const jumps: Cost[] = []
    for (let round = 0; round < rounds; round += 1) jumps.push(await jump('Home'), await jump('End'))
    rows.push({
      what: `from one end to the other, ${of}`,
      against: 'the promise',
      unit: 'ms of work',
      measured: median(jumps.map(({ work }) => work)),
      baseline: 100,
      budget: 1,
      better: 'less',
    })

    // Two days far from each other, by turns.
    const timeAt = async (key: 'Home' | 'End'): Promise<number> => {
      await jump(key)
      return Number(await page.locator('article[data-message]').first().getAttribute('data-time'))
    }
    const [first, last] = [await timeAt('Home'), await timeAt('End')]
    const days = [1 / 3, 2 / 3].map((share) => new Date(first + (last - first) * share).toISOString().slice(0, 10))
    await page.getByRole('button', { name: 'Side panel', exact: true }).click()
    const date = page.getByLabel('Go to a day')
    const toDay = async (day: string): Promise<Cost> => {
      const old = await page.locator('article[data-message]').first().getAttribute('data-message')
      await date.fill(day)
      return window.cost(() => date.press('Enter'), `article[data-message]:first-of-type:not([data-message="${old}"])`)
    }
    for (const day of days) await toDay(day)
    const opened: Cost[] = []
    for (let round = 0; round < rounds; round += 1) for (const day of days) opened.push(await toDay(day))
    rows.push({
      what: `a date, ${of}`,
      against: 'the promise',
      unit: 'ms of work',
      measured: median(opened.map(({ work }) => work)),
      baseline: 100,
      budget: 1,
      better: 'less',
    })

    // The same way with all rows there already, and through ever new ones.
    await window.visit(`/chat/${long}`)
    await window.ride(120, -120)
    const still = await window.ride(240, 40)
    await window.visit(...elsewhere)
    await window.visit(`/chat/${long}`)
    await slider.press('End')
    await page.waitForTimeout(600)
    // As many rows as the window ever holds.
    await window.ride(150, -400)
    const heapBefore = await window.heap()
    const up = await window.ride(full ? 3_000 : 900, -400)
    const down = await window.ride(full ? 1_500 : 450, 400)
    const heapAfter = await window.heap()
    rows.push(
      {
        what: `a slow frame while scrolling ${up.frames + down.frames} frames, ${of}`,
        against: 'rows that are there',
        unit: 'ms',
        measured: Math.max(up.slowFrame, down.slowFrame),
        baseline: still.slowFrame,
        budget: 1.5,
        better: 'less',
      },
      {
        what: `jumps over 1 px, ${of}`,
        against: 'none in a hundred frames',
        unit: 'jumps',
        measured: up.jumps + down.jumps,
        baseline: (up.frames + down.frames) / 100,
        budget: 0,
        better: 'less',
      },
      {
        what:
          `tasks over 50 ms in ${up.frames + down.frames} frames, ${of} ` +
          `(${still.longTasks} in ${still.frames} through rows that are there)`,
        against: 'one in a hundred frames',
        unit: 'tasks',
        measured: up.longTasks + down.longTasks,
        baseline: (up.frames + down.frames) / 100,
        budget: 1,
        better: 'less',
      },
      {
        what: `live objects after scrolling through ${up.frames + down.frames} frames, ${of}`,
        against: 'before it',
        unit: 'MB',
        measured: heapAfter,
        baseline: heapBefore,
        budget: 1.1,
        better: 'less',
      },
    )
    return rows
  },
}
