import type { AssetId } from '#shared/model/ids.ts'
import type { Part } from '#shared/model/part.ts'
import type { Story } from './story.ts'

/** The version of the JSON export's shape, described in docs/export-format.md. */
export const jsonExportVersion = 1

/**
 * Everything as one JSON document, in pieces of text: companions, then each conversation with every node of its tree.
 * `fileOf` names the file that holds an asset's bytes beside the document.
 */
export function* jsonExport(
  story: Story,
  options: { readonly exportedAt: number; readonly fileOf: (id: AssetId) => string | null },
): Generator<string> {
  const head = {
    format: 'keepsake',
    version: jsonExportVersion,
    exportedAt: new Date(options.exportedAt).toISOString(),
    companions: story.companions(),
  }
  yield `${JSON.stringify(head, null, 1).slice(0, -2)},\n "conversations": [`
  let first = true
  for (const conversation of story.conversations()) {
    yield `${first ? '' : ','}\n${JSON.stringify(conversation).slice(0, -1)},"messages":[`
    first = false
    const marks = new Map(story.marks(conversation.id).map(({ messageId, ...put }) => [messageId, put]))
    let firstMessage = true
    for (const message of story.everyMessage(conversation.id)) {
      const files = filesOf(message.parts, options.fileOf)
      const put = marks.get(message.id)
      const whole = { ...message, ...(put && { marks: put }), ...(files.length > 0 && { files }) }
      yield `${firstMessage ? '' : ','}\n${JSON.stringify(whole)}`
      firstMessage = false
    }
    yield ']}'
  }
  yield '\n]}\n'
}

function filesOf(
  parts: readonly Part[],
  fileOf: (id: AssetId) => string | null,
): { readonly assetId: AssetId; readonly file: string }[] {
  return parts.flatMap((part) => {
    const assetId = 'assetId' in part ? part.assetId : null
    const file = assetId === null ? null : fileOf(assetId)
    return assetId !== null && file !== null ? [{ assetId, file }] : []
  })
}
