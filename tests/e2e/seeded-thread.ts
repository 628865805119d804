import type { SeededThread } from '#tests/helpers/seed-thread.ts'
import { runSeed } from './run-seed.ts'

/** A profile with one companion and what was said with them. */
export const seedThread = (seed: SeededThread): void => runSeed('seed-thread.ts', seed)
