import type { Providers } from '#core/providers/providers.ts'
import type { ProviderId } from '#shared/model/ids.ts'

/** Knows which providers could not be reached, and looks for them again while somebody waits. */
export type ReachWatch = Disposable & {
  readonly lost: (id: ProviderId) => void
  /** It answered; true where that is news. */
  readonly found: (id: ProviderId) => boolean
  readonly isLost: (id: ProviderId) => boolean
  /** Looks in a while, ever more seldom; or now. */
  readonly look: (now?: boolean) => void
}

const firstPause = 3_000
const longestPause = 60_000

export function createReachWatch({
  reach,
  onReached,
}: {
  readonly reach: Providers['reach']
  /** Called after each look; whoever still waits asks for another. */
  readonly onReached: () => void
}): ReachWatch {
  const away = new Set<ProviderId>()
  const closing = new AbortController()
  let pause = firstPause
  let timer: NodeJS.Timeout | undefined
  let isLooking = false

  async function lookNow(): Promise<void> {
    timer = undefined
    if (isLooking || away.size === 0) return
    isLooking = true
    const answers = [...away].map(async (id) => ({ id, isThere: await reach(id, closing.signal) }))
    const looked = await Promise.all(answers).catch(() => [])
    isLooking = false
    if (closing.signal.aborted) return
    const back = looked.filter(({ isThere }) => isThere)
    for (const { id } of back) away.delete(id)
    pause = back.length > 0 ? firstPause : Math.min(longestPause, pause * 2)
    onReached()
  }

  return {
    lost: (id) => {
      away.add(id)
    },
    found: (id) => away.delete(id),
    isLost: (id) => away.has(id),
    look: (isNow = false) => {
      if (isNow) {
        pause = firstPause
        clearTimeout(timer)
        timer = undefined
      }
      timer ??= setTimeout(() => void lookNow(), isNow ? 0 : pause)
    },
    [Symbol.dispose]: () => {
      clearTimeout(timer)
      closing.abort()
    },
  }
}
