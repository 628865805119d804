/** A file to hand over, under the path it had inside a dropped folder. */
export type ChosenFile = { readonly file: File; readonly name: string }

/** Files from a file or folder chooser. */
export function filesOfInput(list: FileList | null): ChosenFile[] {
  return Array.from(list ?? [], (file) => ({ file, name: file.webkitRelativePath || file.name }))
}

/** Files of a drop, with everything inside dropped folders. Must be called while the drop event is being handled. */
export async function filesOfDrop(transfer: DataTransfer): Promise<ChosenFile[]> {
  const entries = Array.from(transfer.items, (item) => item.webkitGetAsEntry()).filter((entry) => entry !== null)
  if (entries.length === 0) return filesOfInput(transfer.files)
  const chosen: ChosenFile[] = []
  const waiting = [...entries]
  for (let entry = waiting.shift(); entry; entry = waiting.shift()) {
    if (entry instanceof FileSystemFileEntry) chosen.push({ file: await fileOf(entry), name: nameOf(entry) })
    else if (entry instanceof FileSystemDirectoryEntry) waiting.push(...(await entriesOf(entry)))
  }
  return chosen
}

function nameOf(entry: FileSystemEntry): string {
  return entry.fullPath.replace(/^\//, '')
}

function fileOf(entry: FileSystemFileEntry): Promise<File> {
  return new Promise((resolve, reject) => entry.file(resolve, reject))
}

/** A reader answers a part of a large folder at a time, and nothing at its end. */
async function entriesOf(folder: FileSystemDirectoryEntry): Promise<FileSystemEntry[]> {
  const reader = folder.createReader()
  const all: FileSystemEntry[] = []
  for (;;) {
    const some = await new Promise<FileSystemEntry[]>((resolve, reject) => reader.readEntries(resolve, reject))
    if (some.length === 0) return all
    all.push(...some)
  }
}
