import { z } from 'zod'
import { AssetId } from './ids.ts'

/**
 * A picture, sound or file inside a message. `assetId` is null when its bytes are not in the vault (the export
 * did not contain them); `pointer` is how the source named it.
 */
const media = {
  assetId: AssetId.nullable(),
  pointer: z.string().nullable(),
  name: z.string().nullable(),
  mime: z.string().nullable(),
}

/** What a message is made of, in order. Unknown content is an `opaque` part that keeps the source's JSON verbatim. */
export const Part = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('text'), text: z.string() }),
  z.object({ kind: z.literal('thought'), text: z.string(), seconds: z.number().nullable() }),
  z.object({ kind: z.literal('code'), text: z.string(), language: z.string().nullable() }),
  z.object({ kind: z.literal('tool_call'), text: z.string(), name: z.string().nullable() }),
  z.object({ kind: z.literal('tool_result'), text: z.string(), name: z.string().nullable() }),
  z.object({
    kind: z.literal('image'),
    ...media,
    width: z.number().nullable(),
    height: z.number().nullable(),
    description: z.string().nullable(),
  }),
  z.object({ kind: z.literal('audio'), ...media, transcript: z.string().nullable() }),
  z.object({ kind: z.literal('file'), ...media, size: z.number().nullable() }),
  z.object({ kind: z.literal('citation'), text: z.string(), title: z.string().nullable(), url: z.string().nullable() }),
  z.object({ kind: z.literal('context'), text: z.string(), label: z.string().nullable() }),
  z.object({ kind: z.literal('error'), text: z.string() }),
  /** Models that were asked before the one that spoke, and gave nothing. */
  z.object({ kind: z.literal('stand_in'), asked: z.array(z.string()) }),
  z.object({ kind: z.literal('opaque'), type: z.string(), text: z.string(), json: z.string() }),
])
export type Part = z.infer<typeof Part>

/** Text in a fence that nothing in it can close. */
export function fenced(text: string, language: string | null): string {
  // One by one: a file may hold more of them than a call takes arguments.
  const longest = (text.match(/`+/g) ?? []).reduce((most, run) => Math.max(most, run.length), 2)
  const fence = '`'.repeat(longest + 1)
  return `${fence}${language ?? ''}\n${text}\n${fence}`
}

/** The spoken words of a message: what is searched, copied and sent on. Tool traffic and thoughts are not spoken. */
export function spokenText(parts: readonly Part[]): string {
  const words: string[] = []
  for (const part of parts) {
    if (part.kind === 'text' || part.kind === 'code') words.push(part.text)
    else if (part.kind === 'audio' && part.transcript) words.push(part.transcript)
  }
  return words.join('\n')
}
