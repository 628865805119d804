import { createCipheriv, createDecipheriv } from 'node:crypto'

const algorithm = 'aes-256-gcm'
const tagBytes = 16

/** Bytes of the nonce that `seal` needs: fresh and random for each call. */
export const nonceBytes = 12

/** AES-256-GCM. `about` is not hidden but cannot be changed without breaking the seal. Returns ciphertext, then tag. */
export function seal(key: Uint8Array, plain: Uint8Array, about: Uint8Array, nonce: Uint8Array): Buffer {
  const cipher = createCipheriv(algorithm, key, nonce)
  cipher.setAAD(about)
  return Buffer.concat([cipher.update(plain), cipher.final(), cipher.getAuthTag()])
}

/** Opens what `seal` made, or null when key, text, `about` or nonce is another one; it never says which. */
export function unseal(key: Uint8Array, sealed: Uint8Array, about: Uint8Array, nonce: Uint8Array): Buffer | null {
  if (sealed.length < tagBytes) return null
  const decipher = createDecipheriv(algorithm, key, nonce, { authTagLength: tagBytes })
  decipher.setAAD(about)
  decipher.setAuthTag(sealed.subarray(-tagBytes))
  const plain = decipher.update(sealed.subarray(0, -tagBytes))
  try {
    decipher.final()
    return plain
  } catch {
    plain.fill(0)
    return null
  }
}
