import { inspectImport } from '#core/importers/inspect-import.ts'

/** Looks through an export in a process of its own and prints what it found and the most memory it held, in bytes. */
const path = process.argv[2] ?? ''
const signal = new AbortController().signal
const random = (bytes: number) => new Uint8Array(bytes)
const { preview } = await inspectImport(
  { inputs: [{ kind: 'path', path }] },
  { report: () => undefined, signal, random },
)
process.stdout.write(
  JSON.stringify({
    format: preview.format,
    conversations: preview.conversations,
    messages: preview.messages,
    peakBytes: process.resourceUsage().maxRSS * 1_024,
  }),
)
