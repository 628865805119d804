import { eventIterator } from '@orpc/contract'
import { z } from 'zod'
import { LockedNote } from '../model/agenda.ts'
import { Preferences, Presence } from '../model/settings.ts'
import { procedure } from './base.ts'

/** What this host can do; the only way the interface tells hosts apart. */
export const Capabilities = z.object({
  host: z.enum(['desktop', 'browser']),
  osKeychain: z.boolean(),
  openVaultFolder: z.boolean(),
  opensLinks: z.boolean(),
  /** Whether the book can be had as a PDF. */
  printsBooks: z.boolean(),
})
export type Capabilities = z.infer<typeof Capabilities>

/** Works with the vault locked. */
export const system = {
  info: procedure.output(z.object({ version: z.string(), capabilities: Capabilities })),
  preferences: procedure.output(Preferences),
  setPreferences: procedure.input(Preferences.partial()).output(Preferences),
  /** What is told while the vault is locked, for windows of a host that shows no notifications itself. */
  notes: procedure.output(eventIterator(LockedNote)),
  /** Null where the host ends with its window or its terminal. */
  presence: procedure.output(Presence.nullable()),
  setPresence: procedure.input(Presence.partial()).output(Presence.nullable()),
  openVaultFolder: procedure.output(z.void()),
  /** Opens a link outside the app after the host's own confirmation; https, http and mailto only. */
  openLink: procedure.input(z.object({ url: z.string().max(2_048) })).output(z.void()),
}
