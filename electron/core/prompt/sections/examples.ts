import { noRoomFor, paragraph, section, type SectionBuilder } from '../section.ts'

/** How they speak, by example: as many of the dialogues as fit, from the first. */
export const examplesSection: SectionBuilder = {
  rank: 30,
  build: ({ profile, frame, named }, room) => {
    const dialogues = profile.examples
      .split(/^\s*<START>\s*$/imu)
      .map((dialogue) => dialogue.trim())
      .filter((dialogue) => dialogue !== '')
    if (dialogues.length === 0) return []
    let fitting = section('examples', [])
    let told = 0
    for (const count of dialogues.keys()) {
      const words = dialogues.slice(0, count + 1).join('\n\n')
      const [tried = fitting] = paragraph('examples', `${frame.examples(profile.name)}\n\n${named(words)}`)
      if (tried.tokens > room) break
      fitting = tried
      told = count + 1
    }
    return [{ ...fitting, leftOut: noRoomFor(dialogues.length - told) }]
  },
}
