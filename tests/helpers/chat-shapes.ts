import type { ChatTurn } from './chat-model.ts'

/** The turns with one version of the first, for formats in which only what follows a message has versions. */
export function withOneBeginning(turns: readonly ChatTurn[]): ChatTurn[] {
  return turns.map((turn, index) => (index === 0 ? { ...turn, versions: turn.versions.slice(0, 1), shown: 0 } : turn))
}

/** The turns going on from this version of each, for formats that always go on from the same. */
export function shownAt(turns: readonly ChatTurn[], which: 'first' | 'last'): ChatTurn[] {
  return turns.map((turn) => ({ ...turn, shown: which === 'first' ? 0 : turn.versions.length - 1 }))
}

/** The turns with no two times alike, for formats that tell versions apart by them. */
export function withDistinctTimes(turns: readonly ChatTurn[]): ChatTurn[] {
  let count = 0
  return turns.map((turn) => ({
    ...turn,
    versions: turn.versions.map(({ text, time }) => ({ text, time: (time ?? 0) + (count += 1) })),
  }))
}

/** The turns with their times to the second. */
export function withWholeSeconds(turns: readonly ChatTurn[]): ChatTurn[] {
  return turns.map((turn) => ({
    ...turn,
    versions: turn.versions.map(({ text, time }) => ({
      text,
      time: time === null ? null : Math.floor(time / 1_000) * 1_000,
    })),
  }))
}
