import { hkdfSync } from 'node:crypto'
import type { Host } from '../host.ts'
import { randomSecret } from './random-secret.ts'

/** Crockford's base32: no I, L, O or U, so that what is misread can be put right. */
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const misread: Readonly<Record<string, string>> = { O: '0', I: '1', L: '1', U: 'V' }

/** 34 symbols of 5 bits: 170 bits of randomness. */
const secretSymbols = 34
const checkSymbols = 6
const groupSymbols = 5
const groupCount = (secretSymbols + checkSymbols) / groupSymbols
const groupsToProve = 3

/** A fresh recovery secret: one symbol (0 to 31) per byte. It is the caller's to zero. */
export function createRecoverySecret(host: Pick<Host, 'random'>): Buffer {
  const secret = randomSecret(host, secretSymbols)
  for (const [index, byte] of secret.entries()) secret[index] = byte & 31
  return secret
}

/** The key as it is shown and printed: 8 groups of 5 characters, the last 6 of them a checksum. */
export function recoveryGroups(secret: Uint8Array): string[] {
  const symbols = [...secret, ...checksum(secret)]
  const text = symbols.map((symbol) => alphabet.charAt(symbol)).join('')
  return Array.from({ length: groupCount }, (_, group) => text.slice(group * groupSymbols, (group + 1) * groupSymbols))
}

/** What somebody typed, in the characters of the key: any case and width, any spacing, and the usual mix-ups. */
export function normaliseRecoveryText(text: string): string {
  const plain = text
    .normalize('NFKC')
    .toUpperCase()
    .replaceAll(/[\s\p{Z}\p{Pd}\p{Cf}−_.,:;|/]/gu, '')
  return plain.replaceAll(/[OILU]/g, (character) => misread[character] ?? character)
}

/** The secret in a typed recovery key, or null when it is none: any one to four wrong or swapped characters are noticed. */
export function parseRecoveryKey(text: string): Buffer | null {
  const symbols = Array.from(normaliseRecoveryText(text), (character) => alphabet.indexOf(character))
  if (symbols.length !== secretSymbols + checkSymbols || symbols.includes(-1)) return null
  const secret = Buffer.alloc(secretSymbols)
  secret.set(symbols.slice(0, secretSymbols))
  return checksum(secret).every((symbol, index) => symbol === symbols[secretSymbols + index]) ? secret : null
}

/** The key that seals the recovery slot. The secret is random already, so nothing slow is needed. */
export function recoveryWrappingKey(secret: Uint8Array, salt: Uint8Array): Buffer {
  return Buffer.from(hkdfSync('sha256', secret, salt, 'keepsake recovery slot', 32))
}

/** Which groups must be typed back to show that the key was kept: three different ones, in order. */
export function chooseGroupsToProve(host: Pick<Host, 'random'>): number[] {
  const left = Array.from({ length: groupCount }, (_, group) => group)
  const chosen = Array.from(host.random(groupsToProve), (byte) => left.splice(byte % left.length, 1))
  return chosen.flat().toSorted((first, second) => first - second)
}

const generators = [0x3b6a57b2, 0x26508e6d, 0x1ea119fa, 0x3d4233dd, 0x2a1462b3]

/** The checksum of bech32m (BIP 350): a BCH code that finds every error in up to four of the characters. */
function checksum(secret: Uint8Array): number[] {
  let state = 1
  for (const symbol of [...secret, ...Array<number>(checkSymbols).fill(0)]) {
    const carry = state >>> 25
    state = ((state & 0x1ffffff) << 5) ^ symbol
    for (const [bit, generator] of generators.entries()) if ((carry >>> bit) & 1) state ^= generator
  }
  state ^= 0x2bc830a3
  return Array.from({ length: checkSymbols }, (_, index) => (state >>> (5 * (checkSymbols - 1 - index))) & 31)
}
