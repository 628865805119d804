/** What stands above the text of a Markdown file: `name: value` lines between two rules, and its first heading. */
export type FrontMatter = {
  readonly fields: Readonly<Record<string, string>>
  readonly title: string | null
  /** The line at which the text begins. */
  readonly start: number
}

/** Reads what stands above the text; only lines before `end` are looked at. */
export function readFrontMatter(lines: readonly string[], end = lines.length): FrontMatter {
  const { fields, start } = readFields(lines, end)
  let heading = start
  while (heading < end && lines[heading]?.trim() === '') heading += 1
  const title = heading < end ? /^# +(.+?)\s*$/.exec(lines[heading] ?? '')?.[1] : undefined
  return { fields, title: fields['title'] || title || null, start: title === undefined ? start : heading + 1 }
}

function readFields(lines: readonly string[], end: number): Pick<FrontMatter, 'fields' | 'start'> {
  if (lines[0]?.trim() !== '---') return { fields: {}, start: 0 }
  const close = lines.findIndex((line, index) => index > 0 && line.trim() === '---')
  if (close === -1 || close >= end) return { fields: {}, start: 0 }
  const pairs = lines.slice(1, close).map((line) => /^([^:]{1,60}): ?(.*)$/.exec(line))
  if (pairs.includes(null)) return { fields: {}, start: 0 }
  const fields = Object.fromEntries(pairs.map((pair) => [pair?.[1]?.trim(), pair?.[2]?.trim()]))
  return { fields, start: close + 1 }
}
