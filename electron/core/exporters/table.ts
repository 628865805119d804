import type { ExportFormat, ExportRequest } from '#shared/model/export.ts'
import { bookExport, volumesExport } from './book-export.ts'
import { csvExport } from './csv-export.ts'
import type { Exporter } from './exporter.ts'
import { finetuneExport } from './finetune-export.ts'
import { htmlExport } from './html-export.ts'
import { jsonExport } from './json-export.ts'
import { markdownExport } from './markdown-export.ts'
import { sillytavernExport } from './sillytavern-export.ts'
import { textExport } from './text-export.ts'

/** Every format. */
export const exporters: { readonly [Format in ExportFormat]: Exporter } = {
  json: jsonExport,
  markdown: markdownExport,
  html: htmlExport,
  pdf: volumesExport,
  book: bookExport,
  text: textExport,
  sillytavern: sillytavernExport,
  finetune: finetuneExport,
  csv: csvExport,
}

/** Whether a request comes to one file, or to a folder of several. A printed book is one until it needs volumes. */
export function isOneFile({ format, scope, choices }: Pick<ExportRequest, 'format' | 'scope' | 'choices'>): boolean {
  const isOneTalk = scope.kind === 'conversation' || scope.kind === 'messages'
  switch (format) {
    case 'csv':
    case 'book':
    case 'pdf':
      return true
    case 'json':
      return !choices.files
    case 'text':
    case 'sillytavern':
      return isOneTalk
    case 'markdown':
      return isOneTalk && !choices.files
    case 'html':
    case 'finetune':
      return false
  }
}
