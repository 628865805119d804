import { z } from 'zod'
import { Appearance, ProxySettings, Settings, Writing } from '../model/settings.ts'
import { procedure } from './base.ts'

export const settings = {
  get: procedure.output(Settings),
  update: procedure
    .input(
      z.object({
        autoLockMinutes: Settings.shape.autoLockMinutes.optional(),
        appearance: Appearance.partial().optional(),
        writing: Writing.partial().optional(),
        /** `password` left out keeps the stored one, as long as host and port stay; null removes it. */
        proxy: ProxySettings.omit({ hasPassword: true })
          .extend({ password: z.string().max(1_000).nullable().optional() })
          .optional(),
      }),
    )
    .output(Settings),
}
