import { z } from 'zod'
import type { Changes } from '#core/changes.ts'
import type { ProxyConfiguration } from '#core/providers/network.ts'
import { withoutUndefined } from '#core/without-undefined.ts'
import { Appearance, ProxyMode, Settings, Writing } from '#shared/model/settings.ts'
import type { SettingsRepository } from './settings-repository.ts'

const StoredProxy = z.object({
  mode: ProxyMode,
  host: z.string(),
  port: z.int(),
  user: z.string(),
  password: z.string().nullable(),
}) satisfies z.ZodType<ProxyConfiguration>

const StoredAppearance = z.object({
  density: Appearance.shape.density.optional().catch(undefined),
  measure: Appearance.shape.measure.optional().catch(undefined),
  messages: Appearance.shape.messages.optional().catch(undefined),
  threadFont: Appearance.shape.threadFont.optional().catch(undefined),
  replySound: Appearance.shape.replySound.optional().catch(undefined),
})

const StoredWriting = z.object({
  undoSeconds: Writing.shape.undoSeconds.optional().catch(undefined),
  recentEmoji: Writing.shape.recentEmoji.optional().catch(undefined),
  pinyin: Writing.shape.pinyin.optional().catch(undefined),
})

const noProxy: ProxyConfiguration = { mode: 'none', host: '', port: 0, user: '', password: null }
const defaultAutoLockMinutes = 10
const defaultAppearance: Appearance = {
  density: 'comfortable',
  measure: 'normal',
  messages: 'paper',
  threadFont: 'sans',
  replySound: false,
}

const defaultWriting: Writing = { undoSeconds: 0, recentEmoji: [], pinyin: false }

export type SettingsUpdate = {
  readonly autoLockMinutes?: number | undefined
  readonly appearance?: { readonly [Choice in keyof Appearance]?: Appearance[Choice] | undefined } | undefined
  readonly writing?: { readonly [Choice in keyof Writing]?: Writing[Choice] | undefined } | undefined
  readonly proxy?:
    | (Omit<ProxyConfiguration, 'password'> & { readonly password?: string | null | undefined })
    | undefined
}

/** Choices kept in the vault. */
export type SettingsService = {
  readonly get: () => Settings
  readonly update: (update: SettingsUpdate) => Settings
  /** With its password; never leaves core. */
  readonly proxy: () => ProxyConfiguration
  /** The chosen minutes; null while nothing was chosen. */
  readonly autoLockMinutes: () => number | null
  readonly writing: () => Writing
}

export function createSettings({
  repository,
  changes,
  onProxy,
  onAutoLock,
}: {
  readonly repository: SettingsRepository
  readonly changes: Changes
  readonly onProxy: (proxy: ProxyConfiguration) => void
  readonly onAutoLock: (minutes: number) => void
}): SettingsService {
  const proxy = () => repository.get('proxy', StoredProxy) ?? noProxy
  const autoLockMinutes = () => repository.get('autoLockMinutes', Settings.shape.autoLockMinutes) ?? null

  /** Each choice by itself, so that one that no longer makes sense does not take the others with it. */
  function appearance(): Appearance {
    const stored = repository.get('appearance', StoredAppearance) ?? {}
    return { ...defaultAppearance, ...withoutUndefined(stored) }
  }

  function writing(): Writing {
    const stored = repository.get('writing', StoredWriting) ?? {}
    return { ...defaultWriting, ...withoutUndefined(stored) }
  }

  function get(): Settings {
    const { password, ...shown } = proxy()
    return {
      autoLockMinutes: autoLockMinutes() ?? defaultAutoLockMinutes,
      proxy: { ...shown, hasPassword: password !== null },
      appearance: appearance(),
      writing: writing(),
    }
  }

  /** The stored password, for the server that it was given for; any other would learn it. */
  function passwordFor({ host, port }: { readonly host: string; readonly port: number }): string | null {
    const stored = proxy()
    return stored.host === host && stored.port === port ? stored.password : null
  }

  return {
    get,
    proxy,
    autoLockMinutes,
    writing,
    update(update) {
      if (update.autoLockMinutes !== undefined) {
        repository.set('autoLockMinutes', update.autoLockMinutes)
        onAutoLock(update.autoLockMinutes)
      }
      if (update.appearance) {
        repository.set('appearance', { ...appearance(), ...withoutUndefined(update.appearance) })
      }
      if (update.writing) repository.set('writing', { ...writing(), ...withoutUndefined(update.writing) })
      if (update.proxy) {
        const { password = passwordFor(update.proxy) } = update.proxy
        const next = { ...update.proxy, password }
        repository.set('proxy', next)
        onProxy(next)
      }
      changes.emit({ entity: 'settings', kind: 'updated' })
      return get()
    },
  }
}
