import { createHash, timingSafeEqual } from 'node:crypto'

const codeLife = 60_000
const allowedFailures = 10

export type Pairing = {
  /** A fresh one-use code, good for 60 s. */
  readonly newCode: () => string
  /** Turns a code into a bearer; null where the code is wrong, late or used. */
  readonly redeem: (code: string) => string | null
  readonly accepts: (bearer: string) => boolean
  /** Calls back once when the bearer is taken away. Answers how to stop listening. */
  readonly onRevoked: (bearer: string, listener: () => void) => () => void
  /** The cookie of this run of the host; the same for all its windows. */
  readonly cookie: string
}

export type PairingParts = {
  readonly now: () => number
  readonly random: (bytes: number) => Uint8Array
  /** Somebody guesses: ten refused codes or bearers since a window last paired. */
  readonly onTooManyFailures: () => void
}

type Code = { readonly digest: Buffer; readonly expires: number; bearer: Buffer | null }

/**
 * Who may talk to the browser host. A code that comes twice was read by somebody else on its way (process lists show
 * addresses), and nobody can tell which of the two is the thief: the bearer given for it ends as well.
 */
export function createPairing({ now, random, onTooManyFailures }: PairingParts): Pairing {
  let codes: Code[] = []
  let bearers: Buffer[] = []
  let failures = 0
  const listeners = new Map<string, Set<() => void>>()
  const secret = (): string => Buffer.from(random(32)).toString('base64url')

  const fail = (): void => {
    if (++failures === allowedFailures) onTooManyFailures()
  }
  const revoke = (bearer: Buffer): void => {
    bearers = bearers.filter((kept) => !timingSafeEqual(kept, bearer))
    const key = bearer.toString('hex')
    for (const listener of listeners.get(key) ?? []) listener()
    listeners.delete(key)
  }
  const openCodes = (): Code[] => {
    codes = codes.filter((code) => code.expires > now())
    return codes
  }

  return {
    cookie: secret(),
    newCode: () => {
      const code = secret()
      codes = [...openCodes(), { digest: digestOf(code), expires: now() + codeLife, bearer: null }]
      return code
    },
    redeem: (text) => {
      const digest = digestOf(text)
      const code = openCodes().find((known) => timingSafeEqual(known.digest, digest))
      if (code === undefined || code.bearer !== null) {
        if (code?.bearer) revoke(code.bearer)
        fail()
        return null
      }
      const bearer = secret()
      code.bearer = digestOf(bearer)
      bearers = [...bearers, code.bearer]
      failures = 0
      return bearer
    },
    accepts: (bearer) => {
      const digest = digestOf(bearer)
      if (bearers.some((known) => timingSafeEqual(known, digest))) return true
      fail()
      return false
    },
    onRevoked: (bearer, listener) => {
      const key = digestOf(bearer).toString('hex')
      const present = listeners.get(key) ?? new Set()
      listeners.set(key, present.add(listener))
      return () => present.delete(listener)
    },
  }
}

/** Comparing digests takes the same time whatever was sent, of whatever length. */
function digestOf(secret: string): Buffer {
  return createHash('sha256').update(secret).digest()
}

/** Compares two secrets in constant time. */
export function sameSecret(left: string, right: string): boolean {
  return timingSafeEqual(digestOf(left), digestOf(right))
}
