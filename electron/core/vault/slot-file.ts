import { createHash } from 'node:crypto'
import { open, readFile, rename } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { systemCode } from './disk-error.ts'
import { base64Of, idBytes, Slot, slotFormat } from './slot.ts'

/** Both copies hold the same; either is enough. */
export const slotFileNames = ['slots.json', 'slots.copy.json'] as const

/**
 * All that is known about a vault without opening it. `revision` grows with each write. `opened` is false until the
 * database was made. `generation` is the highest count of openings seen in the database: finding no higher one means an older copy.
 */
export const SlotFile = z.object({
  storeId: base64Of(idBytes),
  revision: z.int().positive(),
  opened: z.boolean(),
  generation: z.int().nonnegative(),
  recoveryProven: z.boolean(),
  slots: z.array(Slot).min(1),
})
export type SlotFile = z.infer<typeof SlotFile>

/** Kept by every format to come, so that an old program can tell a newer file from a damaged one. */
const Envelope = z.object({ format: z.int().positive(), checksum: z.string(), content: z.unknown() })

export type SlotReading =
  | { readonly state: 'missing' | 'damaged' | 'newer-format' }
  | { readonly state: 'read'; readonly file: SlotFile }

/** Reads both copies, takes the newer valid one, and puts the other right where it can. */
export async function readSlotFile(folder: string): Promise<SlotReading> {
  const [first, second] = await Promise.all(slotFileNames.map((name) => readCopy(join(folder, name))))
  if (!first || !second) throw new Error('There are two copies')
  const copies = [first, second]
  if (copies.some((copy) => copy.state === 'newer-format')) return { state: 'newer-format' }
  const good = copies.filter((copy) => copy.state === 'read')
  const newest = good.toSorted((left, right) => right.file.revision - left.file.revision)[0]
  if (!newest) return { state: copies.some((copy) => copy.state === 'damaged') ? 'damaged' : 'missing' }
  for (const [index, copy] of copies.entries()) {
    if (copy.state === 'read' && copy.text === newest.text) continue
    // A copy that cannot be put right now will be at the next look; the good one is enough to go on.
    await writeAtomically(folder, slotFileNames[index] ?? '', newest.text).catch(() => undefined)
  }
  return { state: 'read', file: newest.file }
}

/**
 * Writes both copies. Done as a whole once the first is durable: when only the second fails, the next read repairs it.
 * Rejects with the system's error, and then neither copy has changed.
 */
export async function writeSlotFile(folder: string, file: SlotFile): Promise<void> {
  const content = SlotFile.parse(file)
  const text = `${JSON.stringify({ format: slotFormat, checksum: checksum(slotFormat, content), content }, null, 2)}\n`
  const [first, second] = slotFileNames
  await writeAtomically(folder, first, text)
  await writeAtomically(folder, second, text).catch(() => undefined)
}

type Copy =
  | { readonly state: 'missing' | 'damaged' | 'newer-format' }
  | { readonly state: 'read'; readonly text: string; readonly file: SlotFile }

async function readCopy(path: string): Promise<Copy> {
  try {
    const text = await readFile(path, 'utf8')
    const envelope = Envelope.parse(JSON.parse(text))
    if (envelope.checksum !== checksum(envelope.format, envelope.content)) return { state: 'damaged' }
    if (envelope.format > slotFormat) return { state: 'newer-format' }
    return { state: 'read', text, file: SlotFile.parse(envelope.content) }
  } catch (error) {
    return { state: systemCode(error) === 'ENOENT' ? 'missing' : 'damaged' }
  }
}

/** Finds damage, not intent: what must not be forged is under each slot's seal. */
function checksum(format: number, content: unknown): string {
  return createHash('sha256')
    .update(JSON.stringify([format, content]))
    .digest('hex')
}

/** After a crash at any point the file is the old one or the new one, whole. */
async function writeAtomically(folder: string, name: string, text: string): Promise<void> {
  const temporary = join(folder, `${name}.new`)
  const handle = await open(temporary, 'w', 0o600)
  try {
    await handle.writeFile(text)
    await handle.sync()
  } finally {
    await handle.close()
  }
  await rename(temporary, join(folder, name))
  await syncFolder(folder)
}

/** Makes the renaming itself durable. Windows cannot open folders, and needs no such call. */
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r').catch(() => null)
  if (!handle) return
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}
