import type { Host } from '../host.ts'

/** Random bytes with no other copy, in memory of their own instead of Node's shared pool. The caller zeroes them. */
export function randomSecret(host: Pick<Host, 'random'>, bytes: number): Buffer {
  const source = host.random(bytes)
  const secret = Buffer.alloc(bytes)
  secret.set(source)
  source.fill(0)
  return secret
}
