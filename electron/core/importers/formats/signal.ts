import { readChatLog } from '../reading/chat-log.ts'
import { readDate } from '../reading/date-order.ts'
import { eachFile } from '../files/each-file.ts'
import { byLines } from '../evidence.ts'
import type { Claim, Detection, Importer, ReadItem, Sample } from '../importer.ts'
import { folderOf, nameFiles, type NamedFiles } from '../files/named-files.ts'
import type { SourceFile } from '../files/source-files.ts'
import { splitSenders } from '../reading/stamped-senders.ts'
import { readStampedLine, stampKey } from '../reading/stamped-lines.ts'
import { readStampedText } from '../reading/stamped-text.ts'
import { wallTime } from '../reading/wall-time.ts'
import { isSignalStamp } from './whatsapp.ts'

/** A Signal chat that a tool wrote as text: `[2019-12-24, 12:23] Name: words`. */
export const signal: Importer = { id: 'signal', descend: [], detect, read }

function detect(sample: Sample): Detection | null {
  if (sample.kind !== 'text') return null
  const first = readStampedLine(/^\s*([^\r\n]*)/.exec(sample.head)?.[1] ?? '')
  if (!first || !isSignalStamp(first) || !first.rest.includes(':')) return null
  return { certainty: 'likely', why: byLines }
}

function read({ files, all }: Claim): AsyncGenerator<ReadItem, void, void> {
  const named = nameFiles(all)
  return eachFile(files, (file) => readFile(file, named))
}

async function* readFile(file: SourceFile, files: NamedFiles): AsyncGenerator<ReadItem, void, void> {
  const { entries, preamble } = await readStampedText(file)
  const said = splitSenders(entries)
  const messages = entries.map(({ date, clock, original, text }, index) => {
    const { author, text: words } = said[index] ?? { author: null, text }
    const day = readDate(date, 'ymd')
    return {
      id: null,
      stamp: stampKey(date, clock),
      side: author === null ? ('app' as const) : ('unknown' as const),
      author,
      createdAt: day && wallTime(day, clock, original),
      parts: words === '' ? [] : [{ kind: 'text' as const, text: words }],
      raw: null,
    }
  })
  const conversation = readChatLog({
    source: 'signal',
    id: null,
    title: null,
    isPrivate: false,
    messages,
    raw: preamble.length > 0 ? { preamble } : null,
    files,
    near: folderOf(file.name),
  })
  yield { kind: 'conversation', file: file.name, conversation }
}
