import type { Language } from '#shared/languages.ts'
import type { TrainingChoices } from '#shared/model/export.ts'
import type { ExportFile, Story } from './story.ts'

/** What an exporter is told beside the story. */
export type ExportSettings = {
  readonly now: number
  readonly timeZone: string
  /** The language of what is written around the words of the two. */
  readonly language: Language
  readonly training: TrainingChoices
  /** To be called for each that was written. */
  readonly count: (what: 'conversations' | 'messages') => void
}

/** One format: the files that a story becomes, in order, each as it is being written. */
export type Exporter = (story: Story, settings: ExportSettings) => Iterable<ExportFile>
