import { section, wholeOrLeftOut, type SectionBuilder } from '../section.ts'

/**
 * What the model is reminded of last. From the person's side, since many chat templates take no instructions after the
 * first message; and never against what was said about being an AI.
 */
export const reminderSection: SectionBuilder = {
  rank: 15,
  build: ({ profile, dialogue: { question }, begins, frame, named }, room) => {
    const words = profile.reminder.trim()
    // After words of their own it would be the only thing to answer.
    if (words === '' || (question === null && !begins)) return []
    const reminder = section('reminder', [{ role: 'user', content: frame.reminder(profile.name, named(words)) }])
    return wholeOrLeftOut([reminder], room)
  },
}
