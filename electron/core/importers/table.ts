import { chatgpt } from './chatgpt.ts'
import type { Importer } from './importer.ts'

/** Every format in probe order: the first that recognises a file has it. */
export const importers: readonly Importer[] = [chatgpt]
