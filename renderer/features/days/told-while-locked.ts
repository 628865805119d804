/** The moments at which something was told on the lock screen of this window, so that it is not told again behind it. */
export const toldWhileLocked = new Set<number>()
