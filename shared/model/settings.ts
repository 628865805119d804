import { z } from 'zod'
import { Language } from '../languages.ts'
import { Timestamp } from './ids.ts'

export const Theme = z.enum(['system', 'light', 'dark'])
export type Theme = z.infer<typeof Theme>

/** Choices that are no secret and must be known before unlocking; kept in the host's config file. */
export const Preferences = z.object({
  language: Language.nullable(),
  theme: Theme,
  textScale: z.number().min(0.8).max(2),
  adultStatementAt: Timestamp.nullable(),
})
export type Preferences = z.infer<typeof Preferences>

/** Whether the desktop app goes on without a window, for reminders, and whether it starts with the computer. */
export const Presence = z.object({ background: z.boolean(), startAtLogin: z.boolean() })
export type Presence = z.infer<typeof Presence>

/** How conversations look and sound, for all companions alike. */
export const Appearance = z.object({
  density: z.enum(['comfortable', 'compact']),
  measure: z.enum(['narrow', 'normal', 'wide']),
  /** Whether the companion's words stand on the paper or in a bubble as well. */
  messages: z.enum(['paper', 'bubbles']),
  threadFont: z.enum(['sans', 'serif']),
  /** A soft sound when a reply is whole. */
  replySound: z.boolean(),
})
export type Appearance = z.infer<typeof Appearance>

/** How one writes. */
export const Writing = z.object({
  /** Seconds in which a sent message can be taken back; 0 sends at once. */
  undoSeconds: z.int().min(0).max(10),
  /** What was picked last, the latest first. */
  recentEmoji: z.array(z.string().max(64)).max(24),
  /** Letters that are searched for are the sound of Chinese words too. */
  pinyin: z.boolean(),
})
export type Writing = z.infer<typeof Writing>

/** How requests to providers leave this machine. A set proxy that does not answer fails closed. */
export const ProxyMode = z.enum(['none', 'system', 'http', 'socks5'])
export type ProxyMode = z.infer<typeof ProxyMode>

/** Proxy as shown: its password never comes back, only whether one is set. */
export const ProxySettings = z.object({
  mode: ProxyMode,
  host: z.string().max(255),
  port: z.int().min(0).max(65_535),
  user: z.string().max(255),
  hasPassword: z.boolean(),
})
export type ProxySettings = z.infer<typeof ProxySettings>

/** Choices kept in the vault. `autoLockMinutes` 0 means never. */
export const Settings = z.object({
  autoLockMinutes: z
    .int()
    .min(0)
    .max(24 * 60),
  proxy: ProxySettings,
  appearance: Appearance,
  writing: Writing,
})
export type Settings = z.infer<typeof Settings>
