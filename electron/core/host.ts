import type { DestinationStream } from 'pino'
import type { Language } from '#shared/languages.ts'
import type { Preferences, Presence } from '#shared/model/settings.ts'

/** Wraps a few bytes with the operating system's key store. Present only where that really protects. */
export type Keychain = {
  readonly protect: (plain: Uint8Array) => Promise<Uint8Array>
  /** Calls `onStale` when the key store has moved to a newer key: the bytes should then be protected anew and kept. */
  readonly reveal: (sealed: Uint8Array, onStale?: () => void) => Promise<Uint8Array>
}

/** The host's small plain settings file: never anything private. */
export type ConfigFile = {
  readonly read: () => Preferences
  readonly write: (preferences: Preferences) => void
}

/**
 * Makes a PDF of an HTML page that needs nothing beside itself. Of the words nothing touches the disk or a network.
 * Throws PRINTING_FAILED, and PRINTER_MISSING where what is installed is too old.
 */
export type PrintPage = (page: AsyncIterable<Uint8Array>, signal: AbortSignal) => Promise<Uint8Array>

/**
 * All that the product needs from the machine it runs on, and the only seam for tests. Core reads no clock, random
 * source, environment or path but these.
 */
export type Host = {
  readonly kind: 'desktop' | 'browser' | 'cli'
  readonly version: string
  /** Folder that holds the vault; made when the vault is made. */
  readonly vaultFolder: string
  /** The built worker script that runs long jobs. */
  readonly workerScript: URL
  readonly config: ConfigFile
  /** Null where there is none, or where it would only pretend (Linux `basic_text`). */
  readonly keychain: Keychain | null
  readonly now: () => number
  /** The person's IANA time zone, now; it changes when they travel. */
  readonly timeZone: () => string
  /** The language of what is said outside of a window: notifications, menus, files. */
  readonly language: () => Language
  readonly random: (bytes: number) => Uint8Array
  readonly logTo: DestinationStream
  /** The system's proxy for a URL as `http`, `https` or `socks5`, with host and port; null for a direct connection. */
  readonly systemProxy: (url: string) => Promise<string | null>
  /** Opens a checked link after asking the person; null where the interface must open it itself. */
  readonly openLink: ((url: string) => Promise<void>) | null
  readonly openVaultFolder: (() => Promise<void>) | null
  /** Null where nothing that prints is installed. */
  readonly printPage: PrintPage | null
  /** Shows a notification of the system; null where only an open window can. */
  readonly notify: ((note: { readonly title: string; readonly body: string }) => void) | null
  /** Shows outside of the window which day comes next; null words while that is nobody's business. */
  readonly showNextDay: ((words: string | null) => void) | null
  /** Whether the app stays without a window; null where it cannot. */
  readonly presence: { readonly read: () => Presence; readonly write: (presence: Presence) => void } | null
}
