import { createHash } from 'node:crypto'
import { readHead } from './files/file-head.ts'
import type { SourceFile } from './files/source-files.ts'
import { decodeHead } from './files/text-encoding.ts'
import { textLines } from './files/text-lines.ts'
import { fileValues } from './formats/generic-values.ts'
import { isObject } from './untrusted.ts'

/** Marks that a file keeps; how many two files share tells how many rows they do. */
const marks = 16
const markLength = 12
/** Two of three rows: files of one app share their headings and a greeting or two, not most of what is said. */
const enough = 2 / 3

/**
 * Marks a file is known again by however it is read, and when it has grown: those rows of it whose hashes are the
 * smallest. Rows are the objects in its lists that hold no further ones, or its lines. Throws SourceTrouble.
 */
export async function sketchRows(file: SourceFile): Promise<string[]> {
  const start = decodeHead(await readHead(file)).trimStart()[0]
  // The lines of a chat may begin with a bracket, too.
  const objects = start === '{' || start === '[' ? await sketchObjects(file).catch(() => []) : []
  if (objects.length > 0) return objects
  const smallest = createSmallest()
  for await (const line of textLines(file)) if (line.trim() !== '') smallest.add(line.trim())
  return smallest.close()
}

async function sketchObjects(file: SourceFile): Promise<string[]> {
  const smallest = createSmallest()
  const { read } = await fileValues(file)
  for await (const value of read([])) for (const row of leaves(value)) smallest.add(JSON.stringify(row))
  return smallest.close()
}

/**
 * Whether most of the rows of either file are in the other. Of a file that grew, only marks that would be among the
 * smallest of both can be compared.
 */
export function shareRows(one: readonly string[], other: readonly string[]): boolean {
  return mostOf(one, other) || mostOf(other, one)
}

function mostOf(some: readonly string[], all: readonly string[]): boolean {
  const last = all.at(-1)
  if (last === undefined) return false
  const comparable = all.length < marks ? some : some.filter((mark) => mark <= last)
  const shared = comparable.filter((mark) => all.includes(mark))
  return comparable.length > 0 && shared.length / comparable.length >= enough
}

function* leaves(root: unknown): Generator<unknown, void, void> {
  const waiting: { value: unknown; listed: boolean }[] = [{ value: root, listed: true }]
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const { value, listed } = next
    if (Array.isArray(value)) {
      for (const item of value) waiting.push({ value: item, listed: true })
    } else if (isObject(value)) {
      const lists = Object.values(value).filter((member) => Array.isArray(member) && member.some(isObject))
      if (listed && lists.length === 0) yield value
      else for (const member of Object.values(value)) waiting.push({ value: member, listed: false })
    }
  }
}

function createSmallest() {
  let kept = new Set<string>()
  const trim = () => [...kept].toSorted().slice(0, marks)
  return {
    add(row: string) {
      kept.add(createHash('sha256').update(row).digest('hex').slice(0, markLength))
      if (kept.size > 64 * marks) kept = new Set(trim())
    },
    close: trim,
  }
}
