import type { VaultStatus } from '#shared/model/vault.ts'

export type UnlockedStatus = Extract<VaultStatus, { readonly state: 'unlocked' }>
