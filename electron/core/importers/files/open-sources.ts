import { opendir, stat } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { openFileBytes, streamBytes, type ByteSource } from './byte-source.ts'
import { gzipFile, gzipMagic } from './gzip-file.ts'
import { openNestedZip, zipMagic } from './nested-zip.ts'
import { isAttachment, isSystemLitter, type RefusedFile, type SourceFile, type SourceFiles } from './source-files.ts'
import { SourceTrouble, troubleCode } from './source-trouble.ts'
import { openSpooledBytes, type SpooledFile } from './spool.ts'
import { openZip, type ZipFile } from './zip-source.ts'

/** One thing handed over for import: a path given in a terminal (file, zip or folder), or an upload. */
export type ImportInput =
  | { readonly kind: 'path'; readonly path: string }
  | { readonly kind: 'upload'; readonly file: SpooledFile }

const emptyZipMagic = Buffer.from('PK\u0005\u0006')
/** What may be opened inside an archive. Documents are zips too, but they are attachments. */
const nestedZip = /\.(?:zip|charx|byaf)$/i
const nestedGzip = /\.gz$/i
const folderDepth = 16
const folderFiles = 200_000

/** Opens everything that was handed over as one flat list of files. What cannot be opened is listed with its reason. */
export async function openSources(inputs: readonly ImportInput[]): Promise<SourceFiles> {
  const files: SourceFile[] = []
  const refused: RefusedFile[] = []
  const closers: (() => Promise<void>)[] = []
  const unpacked = { entries: 0, bytes: 0 }
  const held = { bytes: 0 }

  /** Takes a file out of a zip; archives in it are opened one level deep. */
  async function addEntry(file: ZipFile): Promise<void> {
    try {
      const inner = nestedZip.test(file.name) && !isAttachment(file.name) && (await openNestedZip(file, unpacked, held))
      if (!inner) {
        files.push(nestedGzip.test(file.name) && !isAttachment(file.name) ? gzipFile(file, unpacked) : file)
        return
      }
      files.push(...inner.files)
      refused.push(...inner.refused)
      closers.push(inner.close)
    } catch (error) {
      refused.push({ name: file.name, code: troubleCode(error) })
    }
  }

  /** Opens a zip and keeps it open; any other file is opened again when it is read, so that many hold no handles. */
  async function add(name: string, given: boolean, openBytes: () => Promise<ByteSource>): Promise<void> {
    try {
      const source = await openBytes()
      const magic = await source.read(0, 4)
      if (!magic.equals(zipMagic) && !magic.equals(emptyZipMagic)) {
        await source.close()
        const file: SourceFile = { name, bytes: source.size, given, read: () => streamOnce(openBytes) }
        files.push(magic.subarray(0, gzipMagic.length).equals(gzipMagic) ? gzipFile(file, unpacked) : file)
        return
      }
      const zip = await openZip(source, { count: unpacked }).catch(async (error: unknown) => {
        await source.close()
        throw error
      })
      // Several archives may hold files of the same names.
      for (const file of zip.files) await addEntry({ ...file, name: `${name}/${file.name}` })
      refused.push(...zip.refused.map((file) => ({ ...file, name: file.name === '' ? name : `${name}/${file.name}` })))
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
    if (input.kind === 'upload') {
      // A dropped folder comes file by file, under paths.
      await add(input.file.name, !input.file.name.includes('/'), () => openSpooledBytes(input.file))
    } else {
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
