import { openReading } from '#core/job-vault.ts'
import { narrowStory } from '#core/exporters/narrow-story.ts'
import { readStory } from '#core/exporters/read-story.ts'
import { exporters } from '#core/exporters/table.ts'
import { ExportFormat, ExportRequest } from '#shared/model/export.ts'

// Run as a process of its own, so that its memory is that of the export alone. Answers bytes and the largest it was.
const [file = '', key = '', name = ''] = process.argv.slice(2)
const format = ExportFormat.parse(name)
using reading = openReading({ file, key: Buffer.from(key, 'hex') })
const { scope, choices, training, language } = ExportRequest.parse({
  format,
  scope: { kind: 'everything' },
  language: 'en',
})
const story = narrowStory(readStory(reading.rooms), { format, scope, choices, timeZone: 'UTC' })
let bytes = 0
let messages = 0
const settings = {
  now: 0,
  timeZone: 'UTC',
  language,
  training,
  count: (what: string) => {
    if (what === 'messages') messages += 1
  },
}
for (const { pieces } of exporters[format](story, settings)) {
  for (const piece of pieces) bytes += Buffer.byteLength(piece)
}
console.log(JSON.stringify({ messages, bytes, peakBytes: process.resourceUsage().maxRSS * 1024 }))
