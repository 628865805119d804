import { opendir, stat } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { openFileBytes, streamBytes, type ByteSource } from './byte-source.ts'
import { baseName, isSystemLitter, type RefusedFile, type SourceFile, type SourceFiles } from './source-files.ts'
import { SourceTrouble, troubleCode } from './source-trouble.ts'
import { openSpooledBytes, type SpooledFile } from './spool.ts'
import { openZip } from './zip-source.ts'

/** One thing handed over for import: a path given in a terminal (file, zip or folder), or an upload. */
export type ImportInput =
  | { readonly kind: 'path'; readonly path: string }
  | { readonly kind: 'upload'; readonly file: SpooledFile }

const zipMagic = Buffer.from('PK\u0003\u0004')
const emptyZipMagic = Buffer.from('PK\u0005\u0006')
const folderDepth = 16
const folderFiles = 200_000

/** Opens everything that was handed over as one flat list of files. What cannot be opened is listed with its reason. */
export async function openSources(inputs: readonly ImportInput[]): Promise<SourceFiles> {
  const files: SourceFile[] = []
  const refused: RefusedFile[] = []
  const closers: (() => Promise<void>)[] = []

  /** Opens a zip and keeps it open; any other file is opened again when it is read, so that many hold no handles. */
  async function add(name: string, given: boolean, openBytes: () => Promise<ByteSource>): Promise<void> {
    try {
      const source = await openBytes()
      const magic = await source.read(0, 4)
      if (!magic.equals(zipMagic) && !magic.equals(emptyZipMagic)) {
        await source.close()
        files.push({ name, bytes: source.size, given, read: () => streamOnce(openBytes) })
        return
      }
      const zip = await openZip(source).catch(async (error: unknown) => {
        await source.close()
        throw error
      })
      files.push(...zip.files)
      refused.push(...zip.refused.map((file) => ({ ...file, name: file.name || baseName(name) })))
      closers.push(zip.close)
    } catch (error) {
      refused.push({ name, code: troubleCode(error) })
    }
  }

  async function addFolder(path: string, prefix: string, depth: number): Promise<void> {
    for await (const entry of await opendir(path)) {
      const name = prefix + entry.name
      if (isSystemLitter(name)) continue
      if (entry.isDirectory() && depth < folderDepth) await addFolder(join(path, entry.name), `${name}/`, depth + 1)
      else if (entry.isSymbolicLink()) refused.push({ name, code: 'symlink' })
      else if (entry.isFile()) {
        if (files.length + refused.length >= folderFiles) throw new SourceTrouble('too-many-files')
        await add(name, false, () => openFileBytes(join(path, entry.name)))
      }
    }
  }

  for (const input of inputs) {
    if (input.kind === 'upload') await add(input.file.name, true, () => openSpooledBytes(input.file))
    else {
      const found = await stat(input.path).catch(() => null)
      if (found?.isDirectory()) {
        await addFolder(input.path, '', 0).catch((error: unknown) => {
          refused.push({ name: basename(input.path), code: troubleCode(error) })
        })
      } else await add(basename(input.path), true, () => openFileBytes(input.path))
    }
  }
  files.sort((left, right) => naturalOrder(left.name, right.name))
  return {
    files,
    refused,
    close: async () => {
      for (const close of closers) await close()
    },
  }
}

async function* streamOnce(openBytes: () => Promise<ByteSource>): AsyncGenerator<Buffer, void, void> {
  const source = await openBytes()
  try {
    yield* streamBytes(source)
  } finally {
    await source.close()
  }
}

const collator = new Intl.Collator('en', { numeric: true })

/** conversations-2 before conversations-10, on every machine alike. */
function naturalOrder(left: string, right: string): number {
  return collator.compare(left, right)
}
