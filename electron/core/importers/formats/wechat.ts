import { csvHeader } from '../files/csv-rows.ts'
import { eachFile } from '../files/each-file.ts'
import { readHead } from '../files/file-head.ts'
import { byColumns, byFields, byLines } from '../evidence.ts'
import type { Claim, Detection, Importer, ReadItem, Sample } from '../importer.ts'
import { nameFiles, type NamedFiles } from '../files/named-files.ts'
import type { SourceFile } from '../files/source-files.ts'
import { decodeHead } from '../files/text-encoding.ts'
import { asObject, isObject } from '../untrusted.ts'
import { readWechatJson } from './wechat-json.ts'
import { readWechatTable, wechatTable } from './wechat-tables.ts'
import { looksLikeWechatText, readWechatText } from './wechat-text.ts'

/** WeChat chats, which only other people's tools can get out: tables, JSON and text of the widespread ones. */
export const wechat: Importer = { id: 'wechat', descend: ['messages'], detect, read }

function detect(sample: Sample): Detection | null {
  if (sample.kind === 'outline') {
    const { weflow, messages } = sample.members
    return isObject(weflow) && Array.isArray(messages)
      ? { certainty: 'certain', why: byFields('weflow', 'messages') }
      : null
  }
  if (sample.kind === 'json') {
    const item = asObject(sample.item)
    if (sample.key === 'messages' && 'isSend' in item && 'createTime' in item) {
      return { certainty: 'certain', why: byFields('isSend', 'createTime') }
    }
    return sample.shape === 'array' && 'isSelf' in item && 'talker' in item && 'sender' in item
      ? { certainty: 'certain', why: byFields('isSelf', 'talker', 'sender') }
      : null
  }
  if (sample.kind !== 'text') return null
  if (wechatTable(csvHeader(sample.head)))
    return { certainty: 'certain', why: byColumns(...csvHeader(sample.head).slice(0, 6)) }
  return looksLikeWechatText(sample.head) ? { certainty: 'likely', why: byLines } : null
}

function read({ files, all }: Claim): AsyncGenerator<ReadItem, void, void> {
  const named = nameFiles(all)
  return eachFile(files, (file) => readFile(file, named))
}

async function* readFile(file: SourceFile, files: NamedFiles): AsyncGenerator<ReadItem, void, void> {
  const head = decodeHead(await readHead(file))
  const table = wechatTable(csvHeader(head))
  if (/^\s*[{[]/.test(head)) yield* readWechatJson(file, files)
  else if (table) yield* readWechatTable(file, table, files)
  else yield* readWechatText(file, files)
}
