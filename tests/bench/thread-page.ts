import type { CDPSession, Page } from '@playwright/test'
import { startBrowserHost } from '../e2e/browser-host.ts'
import { launchChromium } from './launch-chromium.ts'
import { seededPassphrase } from './seed-vault.ts'

/** What one thing cost the window. */
export type Cost = {
  /** Milliseconds of processor time on the main thread: script, layout and painting, without what other programs took. */
  readonly work: number
  /** Milliseconds until the first words were painted. */
  readonly wait: number
}

/** What was seen while the thread was scrolled. */
export type Ride = {
  readonly frames: number
  /** Milliseconds of the frame that 95 of 100 did not exceed. */
  readonly slowFrame: number
  /** Tasks over 50 ms, and the longest of them. */
  readonly longTasks: number
  readonly longest: number
  /** Frames in which a row stood more than 1 px from where the wheel alone would have put it. */
  readonly jumps: number
}

/** A window of the built browser host on a seeded profile, unlocked. */
export type ThreadPage = AsyncDisposable & {
  readonly page: Page
  /** Goes to an address and waits until what is asked for is painted and the window has come to rest. */
  readonly visit: (address: string, wanted?: string) => Promise<Cost>
  readonly cost: (act: () => Promise<unknown>, wanted: string) => Promise<Cost>
  readonly ride: (frames: number, pixels: number) => Promise<Ride>
  /** Megabytes of live objects. */
  readonly heap: () => Promise<number>
}

const restMs = 350

/** Starts the host and a browser, and opens the vault. */
export const openThreadPage = async (profile: string): Promise<ThreadPage> => {
  await using made = new AsyncDisposableStack()
  const host = made.use(await startBrowserHost(profile))
  const browser = made.use(await launchChromium())
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 } })
  await host.open(page)
  await page.locator('input[type="password"]').fill(seededPassphrase)
  await page.keyboard.press('Enter')
  await page.getByRole('navigation').first().waitFor()
  const session = await page.context().newCDPSession(page)
  await session.send('Performance.enable', { timeDomain: 'threadTicks' })

  const cost: ThreadPage['cost'] = async (act, wanted) => {
    const before = await taskTime(session)
    const begun = performance.now()
    await act()
    await page.locator(wanted).first().waitFor({ state: 'attached' })
    await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))))
    const wait = performance.now() - begun
    await page.waitForTimeout(restMs)
    return { work: (await taskTime(session)) - before, wait }
  }
  const ending = made.move()
  return {
    page,
    cost,
    visit: (address, wanted = 'article[data-message]') =>
      cost(() => page.evaluate((to) => void (location.hash = to), address), wanted),
    ride: (frames, pixels) => page.evaluate(rideThrough, { frames, pixels }),
    heap: async () => {
      await session.send('HeapProfiler.collectGarbage')
      const { metrics } = await session.send('Performance.getMetrics')
      return (metrics.find(({ name }) => name === 'JSHeapUsedSize')?.value ?? Number.NaN) / 1e6
    },
    [Symbol.asyncDispose]: () => ending.disposeAsync(),
  }
}

const taskTime = async (session: CDPSession): Promise<number> => {
  const { metrics } = await session.send('Performance.getMetrics')
  return (metrics.find(({ name }) => name === 'TaskDuration')?.value ?? Number.NaN) * 1_000
}

/** Runs in the window: scrolls by so many pixels a frame and watches a row in view. */
const rideThrough = async ({ frames, pixels }: { frames: number; pixels: number }): Promise<Ride> => {
  const scroller = document.querySelector('article[data-message]')?.closest<HTMLElement>('[role="region"]')
  if (!scroller) throw new Error('there is no thread to scroll')
  const tasks: number[] = []
  const observer = new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) tasks.push(duration)
  })
  observer.observe({ type: 'longtask' })
  const nextFrame = (): Promise<number> => new Promise((resolve) => requestAnimationFrame(resolve))
  const middle = scroller.getBoundingClientRect().top + scroller.clientHeight / 2
  const rowInView = (): Element | undefined =>
    [...scroller.querySelectorAll('article[data-message]')].find((row) => row.getBoundingClientRect().bottom > middle)
  const times: number[] = []
  let jumps = 0
  let last = await nextFrame()
  for (let frame = 0; frame < frames; frame += 1) {
    const row = rowInView()
    const before = row?.getBoundingClientRect().top ?? 0
    const from = scroller.scrollTop
    scroller.scrollTop = from + pixels
    const moved = scroller.scrollTop - from
    const now = await nextFrame()
    times.push(now - last)
    last = now
    const after = row?.isConnected === true ? row.getBoundingClientRect().top : null
    if (after !== null && Math.abs(before - moved - after) > 1) jumps += 1
  }
  observer.disconnect()
  const sorted = times.toSorted((one, other) => one - other)
  const slowFrame = sorted[Math.floor(sorted.length * 0.95)] ?? 0
  return { frames, slowFrame, longTasks: tasks.length, longest: Math.max(0, ...tasks), jumps }
}
