import { randomUUID } from 'node:crypto'
import { existsSync, readdirSync, statSync } from 'node:fs'
import { mkdir, open, rename, rm, rmdir } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { AppError } from '../errors.ts'
import { sweepLeftovers } from '../leftovers.ts'
import { bytesOf, zipOf } from './export-bytes.ts'
import type { ExportFile } from './story.ts'

/** Where an export goes on this machine: a folder, or one file where the name says so. */
type Target = {
  readonly out: string
  readonly isOneFile: boolean
  readonly now: number
  /** Hears of bytes as they are written; what it throws ends the export. */
  readonly onBytes: (bytes: number) => void
  readonly onFile: () => void
}

type ExportFiles = Iterable<ExportFile> | AsyncIterable<ExportFile>

/** Throws TARGET_TAKEN where something already is. */
export function expectFree(out: string): void {
  if (existsSync(out) && !isEmptyFolder(out)) throw new AppError('TARGET_TAKEN')
}

/** Writes files where they were asked for, and takes that place only when all of it is on disk. Throws TARGET_TAKEN. */
export async function writeExport(files: ExportFiles, target: Target): Promise<void> {
  const { out } = target
  expectFree(out)
  await sweep(out)
  const building = join(dirname(out), `.${basename(out)}.${process.pid}-${randomUUID()}.part`)
  try {
    if (target.isOneFile || /\.zip$/i.test(out)) await writeOne(oneOf(files, target), building, target)
    else await writeFolder(files, building, target)
    // Only ever an empty folder: rmdir refuses anything else, even if something was put there meanwhile.
    if (existsSync(out)) await rmdir(out)
    await rename(building, out)
  } finally {
    await rm(building, { recursive: true, force: true })
  }
}

/** What an export to this place has left that was killed, and could not clear up behind itself: it is plain text. */
function sweep(out: string): Promise<void> {
  const before = `.${basename(out)}.`
  return sweepLeftovers(dirname(out), (name) =>
    name.startsWith(before) ? /^(\d+)-[-0-9a-f]{36}\.part$/.exec(name.slice(before.length))?.[1] : undefined,
  )
}

/** An export as one stream of bytes: the only file there is, or an archive of all. */
export function oneOf(
  files: ExportFiles,
  { isOneFile, now, onFile }: Pick<Target, 'isOneFile' | 'now' | 'onFile'>,
): AsyncIterable<Buffer> {
  return isOneFile ? firstOf(files) : zipOf(files, { now, onFile })
}

async function* firstOf(files: ExportFiles): AsyncGenerator<Buffer, void, void> {
  for await (const file of files) return yield* bytesOf(file)
}

async function writeFolder(files: ExportFiles, building: string, target: Target): Promise<void> {
  await mkdir(building)
  for await (const file of files) {
    const path = join(building, ...file.path.split('/'))
    await mkdir(dirname(path), { recursive: true })
    await writeOne(bytesOf(file), path, target)
    target.onFile()
  }
}

async function writeOne(
  bytes: Iterable<Buffer> | AsyncIterable<Buffer>,
  path: string,
  { onBytes }: Pick<Target, 'onBytes'>,
): Promise<void> {
  const file = await open(path, 'wx', 0o600)
  try {
    for await (const chunk of bytes) {
      await file.writeFile(chunk)
      onBytes(chunk.length)
    }
    await file.sync()
  } finally {
    await file.close()
  }
}

function isEmptyFolder(path: string): boolean {
  return statSync(path).isDirectory() && readdirSync(path).length === 0
}
