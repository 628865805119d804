import { paragraph, type PromptSection, type SectionBuilder } from '../section.ts'

/** How they speak, by example: as many of the dialogues as fit, from the first. */
export const examplesSection: SectionBuilder = {
  rank: 30,
  build: ({ profile, frame, named }, room) => {
    const dialogues = profile.examples
      .split(/^\s*<START>\s*$/imu)
      .map((dialogue) => dialogue.trim())
      .filter((dialogue) => dialogue !== '')
    let fitting: readonly PromptSection[] = []
    for (const count of dialogues.keys()) {
      const words = dialogues.slice(0, count + 1).join('\n\n')
      const sections = paragraph('examples', `${frame.examples(profile.name)}\n\n${named(words)}`)
      if (sections.some(({ tokens }) => tokens > room)) break
      fitting = sections
    }
    return fitting
  },
}
