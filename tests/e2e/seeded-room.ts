import { spawn } from 'node:child_process'
import { once } from 'node:events'
import path from 'node:path'
import type { SeededRoom } from '#tests/helpers/seed-room.ts'

const script = path.resolve(import.meta.dirname, '../helpers/seed-room.ts')

/** Fills an empty profile before its host starts. Not synchronous: the provider in this process is asked for its models meanwhile. */
export const seedRoom = async (seed: SeededRoom): Promise<void> => {
  const child = spawn(process.execPath, [script], { stdio: ['pipe', 'inherit', 'inherit'] })
  child.stdin.end(JSON.stringify(seed))
  const [status] = await once(child, 'exit')
  if (status !== 0) throw new Error('the profile could not be filled')
}
