import { paragraph, type SectionBuilder } from '../section.ts'

/** Who else is in the room, and that their lines are theirs. */
export const roomSection: SectionBuilder = {
  rank: 0,
  build: ({ profile, others, frame }) =>
    others.length === 0
      ? []
      : paragraph(
          'room',
          frame.room(
            profile.name,
            others.map(({ name }) => name),
          ),
        ),
}
