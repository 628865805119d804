import { paragraph, type SectionBuilder } from '../section.ts'

/** Who they are. */
export const profileSection: SectionBuilder = {
  rank: 0,
  build: ({ profile, frame, named }) => {
    const { callsYou, youCall, pronouns, languages, description, personality, style, scenario } = profile
    const ways = [
      callsYou.trim() && frame.callsYou(callsYou.trim()),
      youCall.trim() && frame.youCall(youCall.trim()),
      pronouns.trim() && frame.pronouns(pronouns.trim()),
      languages.trim() && frame.languages(languages.trim()),
    ].filter((line) => line !== '')
    const parts = [
      [frame.you(profile.name), ...ways].join(frame.space),
      named(description.trim()),
      personality.trim() && `${frame.personality}\n${named(personality.trim())}`,
      style.trim() && `${frame.style}\n${named(style.trim())}`,
      scenario.trim() && `${frame.scenario}\n${named(scenario.trim())}`,
    ]
    return paragraph('profile', parts.filter((part) => part !== '').join('\n\n'))
  },
}
