import { paragraph, wholeOrLeftOut, type SectionBuilder } from '../section.ts'

/** What they may know of the person. */
export const selfSection: SectionBuilder = {
  rank: 10,
  build: ({ person: { name, pronouns, about }, frame, named }, room) => {
    const lines = [
      name.trim() && frame.theirName(name.trim()),
      pronouns.trim() && frame.theirPronouns(pronouns.trim()),
      about.trim() && `${frame.theirWords}\n${named(about.trim())}`,
    ].filter((line) => line !== '')
    return wholeOrLeftOut(paragraph('self', lines.join('\n')), room)
  },
}
