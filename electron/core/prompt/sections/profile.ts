import { renderMacros } from '../macros.ts'
import { paragraph, type SectionBuilder } from '../section.ts'

/** Who they are. */
export const profileSection: SectionBuilder = {
  rank: 0,
  build: ({ profile, frame }) => {
    const names = { user: frame.person, char: profile.name }
    return paragraph('profile', `${frame.you(profile.name)}\n\n${renderMacros(profile.description, names).trim()}`)
  },
}
