import type { Exporter } from './exporter.ts'
import { textExport } from './text-export.ts'

export const bookExport: Exporter = textExport
