import { paragraph, type SectionBuilder } from '../section.ts'

/** The Letter, whole; or the digest of it, where the person said so. */
export const letterSection: SectionBuilder = {
  rank: 0,
  build: ({ letter, profile, frame, named, isDigested }) => {
    const words = (isDigested ? letter.digest : letter.text).trim()
    if (words === '') return []
    const heading = isDigested ? frame.digest(profile.name) : frame.letter(profile.name)
    return paragraph(isDigested ? 'digest' : 'letter', `${heading}\n\n${named(words)}`)
  },
}
