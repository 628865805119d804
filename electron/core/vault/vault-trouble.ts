import { AppError } from '../errors.ts'

/** What may be wrong with a vault's database, as the door names it. */
export type VaultTroubleKind = 'database-missing' | 'database-damaged' | 'newer-format' | 'read-only'

/** Thrown while a vault's database is opened: a state of the door with a screen of its own, not a failure of the program. */
export class VaultTrouble extends Error {
  override readonly name = 'VaultTrouble'
  readonly kind: VaultTroubleKind

  constructor(kind: VaultTroubleKind) {
    super(kind)
    this.kind = kind
  }
}

/** The same as the contract names it, where somebody is past the door already; other errors pass. */
export function namingTrouble(error: unknown): unknown {
  return error instanceof VaultTrouble ? new AppError('VAULT_UNAVAILABLE', { state: error.kind }) : error
}
