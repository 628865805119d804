import type { ImportRunId } from '#shared/model/ids.ts'
import type { CertainReading, FileTrace, ImportRun, ReadBefore } from '#shared/model/import-run.ts'
import { shareRows } from './row-sketch.ts'

/** What the vault says of earlier imports. */
export type Brought = {
  /** Whether anything of a run is in it. */
  readonly hasLeft: (id: ImportRunId) => boolean
  /** The runs that brought these conversations. */
  readonly runsOf: (conversations: CertainReading['conversations']) => readonly ImportRunId[]
}

/**
 * The files that earlier imports have read in another way, so that their messages would come in a second time. What
 * was read in the same way is known again by itself. Where a format is certain of a file, its conversations have names
 * to look for; otherwise the file is known by its rows.
 */
export function findReadBefore(
  traces: readonly FileTrace[],
  earlier: readonly ImportRun[],
  { hasLeft, runsOf }: Brought,
): ReadBefore[] {
  return traces.flatMap((trace): ReadBefore[] => {
    const named = trace.certain === null ? [] : runsOf(trace.certain.conversations)
    const met = earlier.flatMap((run) => {
      if (named.includes(run.id)) return [{ run, isSame: trace.certain?.format === trace.format }]
      const found = run.preview?.traces.find(({ rows }) => shareRows(rows, trace.rows))
      return found && hasLeft(run.id) ? [{ run, isSame: isSameReading(found, trace) }] : []
    })
    const others = met.filter(({ isSame }) => !isSame).map(({ run }) => run)
    if (others.length === 0 || met.some(({ isSame }) => isSame)) return []
    return [
      {
        file: trace.file,
        runs: others.map(({ id }) => id),
        at: Math.max(...others.map(({ startedAt }) => startedAt)),
        replaceable: others.every(broughtThisAlone),
      },
    ]
  })
}

function broughtThisAlone({ preview }: ImportRun): boolean {
  return preview !== null && preview.files.filter(({ format }) => format !== null).length === 1
}

/** Who else came to speak since does not make a reading another one. */
function isSameReading(one: FileTrace, other: FileTrace): boolean {
  if (one.format !== other.format || (one.mapping === null) !== (other.mapping === null)) return false
  if (one.mapping === null || other.mapping === null) return true
  const { sides, ...fields } = one.mapping
  const { sides: otherSides, ...otherFields } = other.mapping
  const names = Object.keys(sides).filter((name) => name in otherSides)
  return (
    JSON.stringify(fields) === JSON.stringify(otherFields) && names.every((name) => sides[name] === otherSides[name])
  )
}
