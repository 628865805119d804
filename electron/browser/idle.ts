const longestIdle = 30 * 60_000

/**
 * The browser host's own limit: half an hour without a sign of the person locks the vault, even where the vault's own
 * setting is longer or never, since a browser is easier to leave open than a window of its own. Counts by the clock,
 * so that a night asleep counts as well.
 */
export function createIdleLimit(parts: { readonly now: () => number; readonly lock: () => void }): {
  readonly awake: () => void
  readonly check: () => void
} {
  let last = parts.now()
  return {
    awake: () => {
      last = parts.now()
    },
    check: () => {
      if (parts.now() - last >= longestIdle) parts.lock()
    },
  }
}
