import { section, type SectionBuilder } from '../section.ts'

/** The words to be answered, or where there are none, the request to speak first. */
export const questionSection: SectionBuilder = {
  rank: 0,
  build: ({ dialogue: { question }, begins, frame }) => {
    if (question) return [section('question', [question])]
    return begins ? [section('begin', [{ role: 'user', content: frame.begin }])] : []
  },
}
