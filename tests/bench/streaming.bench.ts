import { readFile } from 'node:fs/promises'
import path from 'node:path'
import react from '@vitejs/plugin-react'
import type { CDPSession, Page, Route } from '@playwright/test'
import { build } from 'vite'
import { median, type Bench, type BenchRow } from './bench.ts'
import { createRandom, createTextMaker } from './invented-text.ts'
import { launchChromium } from './launch-chromium.ts'
import type { Pace, PaceOf } from './streaming-page/page.tsx'

type Stream = (kind: 'plain' | 'markdown', text: string, charactersAFrame: number) => Promise<void>

/** A long reply with everything that replies hold: headings, emphasis, lists, a table, code, formulas. */
const inventReply = (length: number): string => {
  const makeText = createTextMaker(createRandom(7), { chinese: 45, english: 45, mixed: 10 })
  const shapes: readonly ((text: string) => string)[] = [
    (text) => text,
    (text) => `**${text.slice(0, 12)}** ${text.slice(12)}`,
    (text) => `## ${text.slice(0, 30).replaceAll('\n', ' ')}`,
    (text) =>
      text
        .replaceAll('\n', ' ')
        .split(' ')
        .slice(0, 6)
        .map((word) => `- ${word} \`${word}\``)
        .join('\n'),
    (text) => `> ${text.replaceAll('\n', ' ')}`,
    (text) =>
      `\`\`\`ts\n${text
        .replaceAll('\n', ' ')
        .split(' ')
        .slice(0, 8)
        .map((word, line) => `const line${line}: string = ${JSON.stringify(word)} // ${line}`)
        .join('\n')}\n\`\`\``,
    (text) => `${text.slice(0, 20)} $x_1 \\le \\frac{a}{b}$ \\(n^2\\)\n\n$$\n\\sum_{i=1}^{n} i = \\frac{n(n+1)}{2}\n$$`,
    (text) => `| a | b |\n| --- | --- |\n| ${text.slice(0, 10).replaceAll(/[|\n]/g, ' ')} | 2 |`,
  ]
  let reply = ''
  for (let number = 0; reply.length < length; number += 1) {
    reply += `${(shapes[number % shapes.length] ?? String)(makeText())}\n\n`
  }
  return reply.slice(0, length)
}

/** Builds the page as the app is built, with chunks and a worker of their own. */
const buildPage = async (folder: string): Promise<void> => {
  await build({
    configFile: false,
    logLevel: 'warn',
    plugins: [react()],
    define: { 'process.env.NODE_ENV': '"production"' },
    build: {
      outDir: folder,
      emptyOutDir: false,
      rolldownOptions: {
        input: path.join(import.meta.dirname, 'streaming-page/page.tsx'),
        output: { entryFileNames: 'page.js', assetFileNames: '[name][extname]' },
      },
    },
    worker: { format: 'es' },
  })
}

const types: Readonly<Record<string, string>> = { '.js': 'text/javascript', '.css': 'text/css' }

const html =
  '<!doctype html><link rel="stylesheet" href="/page.css"><script type="module" src="/page.js"></script><body></body>'

/** Answers the page's own addresses with what was built; nothing else is there. */
const serveFrom = (folder: string) => async (route: Route) => {
  const { pathname } = new URL(route.request().url())
  if (pathname === '/') return route.fulfill({ contentType: 'text/html', body: html })
  const contentType = types[path.extname(pathname)] ?? 'application/octet-stream'
  return route.fulfill({ contentType, body: await readFile(path.join(folder, pathname)) })
}

type Kind = Parameters<Stream>[0]

/** How fast the fastest models speak, and for how long that is looked at, after a reply that is long already. */
const fast = { aSecond: 200, last: 2_000 }

const paceOf = (page: Page, kind: Kind, text: string): Promise<Pace> =>
  page.evaluate(([of, all, how]) => (window as unknown as { pace: PaceOf }).pace(of, all, how), [
    kind,
    text,
    fast,
  ] as const)

const sumOf = (paces: readonly Pace[], what: 'frames' | 'dropped'): number =>
  paces.reduce((sum, one) => sum + one[what], 0)

/** Whether a reader sees a reply stutter, of which plain text on this machine does not. */
const paceRows = async (page: Page, text: string, rounds: number): Promise<BenchRow[]> => {
  const paces: { plain: Pace[]; markdown: Pace[] } = { plain: [], markdown: [] }
  for (let round = 0; round < rounds; round += 1) {
    for (const kind of ['plain', 'markdown'] as const) paces[kind].push(await paceOf(page, kind, text))
  }
  const [frames, dropped] = [sumOf(paces.markdown, 'frames'), sumOf(paces.markdown, 'dropped')]
  const plain = sumOf(paces.plain, 'dropped')
  const told = (some: readonly Pace[]) => some.map(({ longest }) => longest.toFixed(0)).join(', ')
  const end = `the last ${fast.last.toLocaleString('en')} of ${text.length.toLocaleString('en')} characters`
  return [
    {
      what: `frames dropped in ${frames}, ${end} at ${fast.aSecond} a second (plain text: ${plain})`,
      against: 'none besides those of plain text',
      unit: 'frames',
      measured: Math.max(0, dropped - plain),
      baseline: 1,
      budget: 0,
      better: 'less',
    },
    {
      what: `the longest task of ${end} at ${fast.aSecond} a second (plain text: ${told(paces.plain)} ms)`,
      against: 'what nobody feels',
      unit: 'ms',
      measured: median(paces.markdown.map(({ longest }) => longest)),
      baseline: 50,
      budget: 1,
      better: 'less',
    },
  ]
}

/** Milliseconds of the main thread: all of it, layout and paint included, and what is our own script of that. */
type Cost = { readonly task: number; readonly script: number }

const charactersAFrame = 60

const costOf = async (page: Page, session: CDPSession, kind: Kind, text: string): Promise<Cost> => {
  const spent = async (): Promise<Cost> => {
    const { metrics } = await session.send('Performance.getMetrics')
    const of = (wanted: string): number => (metrics.find(({ name }) => name === wanted)?.value ?? Number.NaN) * 1_000
    return { task: of('TaskDuration'), script: of('ScriptDuration') }
  }
  const before = await spent()
  await page.evaluate(([of, all, step]) => (window as unknown as { stream: Stream }).stream(of, all, step), [
    kind,
    text,
    charactersAFrame,
  ] as const)
  const after = await spent()
  return { task: after.task - before.task, script: after.script - before.script }
}

/** Drawing a reply as it streams, against plain text, and whether a long reply costs more by the character. */
export const bench: Bench = {
  name: 'streaming',
  run: async ({ folder, full }) => {
    await using browser = await launchChromium()
    const page = await browser.newPage()
    page.on('pageerror', (error) => console.error(error.message))
    await buildPage(folder)
    await page.route('http://bench.test/**', serveFrom(folder))
    await page.goto('http://bench.test/')
    const session = await page.context().newCDPSession(page)
    await session.send('Performance.enable')

    const cost = (kind: Kind, text: string): Promise<Cost> => costOf(page, session, kind, text)
    const [short, middle, long] = [inventReply(3_000), inventReply(30_000), inventReply(full ? 100_000 : 30_000)]
    for (let round = 0; round < 3; round += 1) await cost('markdown', short)

    const rounds: { markdown: Cost; plain: Cost; short: Cost; long: Cost }[] = []
    for (let round = 0; round < (full ? 5 : 3); round += 1) {
      const markdown = await cost('markdown', middle)
      rounds.push({
        markdown,
        plain: await cost('plain', middle),
        short: await cost('markdown', short),
        long: full ? await cost('markdown', long) : markdown,
      })
    }
    return [
      {
        what: `${middle.length.toLocaleString('en')} characters as Markdown`,
        against: 'plain text',
        unit: 'ms of tasks',
        measured: median(rounds.map((round) => round.markdown.task)),
        baseline: median(rounds.map((round) => round.plain.task)),
        budget: 2,
        better: 'less',
      },
      {
        // Of script alone: laying out and painting a longer page costs more with plain text too.
        what: `script for a character of ${long.length.toLocaleString('en')}`,
        against: 'of 3,000',
        unit: 'ms a thousand',
        measured: (median(rounds.map((round) => round.long.script)) / long.length) * 1_000,
        baseline: (median(rounds.map((round) => round.short.script)) / short.length) * 1_000,
        budget: 1.2,
        better: 'less',
      },
      ...(await paceRows(page, middle, full ? 5 : 3)),
    ]
  },
}
