import { paragraph, type SectionBuilder } from '../section.ts'

/** That they are an AI: after everything that somebody else wrote, so that nothing there has the last word on it. */
export const honestySection: SectionBuilder = {
  rank: 0,
  build: ({ frame }) => paragraph('honesty', frame.honesty),
}
