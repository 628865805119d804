import { momentLine } from '../frame.ts'
import { paragraph, type SectionBuilder } from '../section.ts'

/** What day and hour it is for the person. */
export const momentSection: SectionBuilder = {
  rank: 0,
  build: ({ language, now, timeZone }) => paragraph('moment', momentLine(language, now, timeZone)),
}
