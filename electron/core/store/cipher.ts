import { createCipheriv } from 'node:crypto'
import { performance } from 'node:perf_hooks'

/** The ciphers a vault may be under. Both authenticate each page; no other cipher of the engine is ever used. */
export const ciphers = ['aegis', 'chacha20'] as const
export type Cipher = (typeof ciphers)[number]

const sample = Buffer.alloc(1 << 20)

/**
 * The cipher for a new vault on this machine. AEGIS-256 costs a tenth of a plain store with AES instructions and many
 * times more without them, where ChaCha20 is the faster one. No runtime tells whether they are there, but a race does:
 * only with them does AES-GCM outrun ChaCha20-Poly1305. Nothing records the outcome: opening tries both, which costs
 * a millisecond, and so no file beside the vault can name the wrong cipher.
 */
export function chooseCipher(): Cipher {
  const aes = fastest(() => createCipheriv('aes-256-gcm', sample.subarray(0, 32), sample.subarray(0, 12)))
  const chacha = fastest(() =>
    createCipheriv('chacha20-poly1305', sample.subarray(0, 32), sample.subarray(0, 12), { authTagLength: 16 }),
  )
  return aes <= chacha ? 'aegis' : 'chacha20'
}

function fastest(start: () => { update: (bytes: Buffer) => Buffer }): number {
  const rounds = [0, 1, 2].map(() => {
    const cipher = start()
    const begun = performance.now()
    cipher.update(sample)
    return performance.now() - begun
  })
  return Math.min(...rounds)
}
