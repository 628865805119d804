import { section, type SectionBuilder } from '../section.ts'

/** What came of a reply that was cut off, and where the model has to be told, the request to go on from there. */
export const goingOnSection: SectionBuilder = {
  rank: 0,
  build: ({ goingOn = [] }) => (goingOn.length === 0 ? [] : [section('going-on', goingOn)]),
}
