/** Writes that a full or failing disk refused: tried again until they succeed, as long as there is a vault to write to. */
export type WriteLater = {
  readonly add: (write: () => void) => void
  /** Tries all of them a last time. */
  readonly close: () => void
}

export function createWriteLater(pause = 5_000): WriteLater {
  let waiting: (() => void)[] = []
  let timer: NodeJS.Timeout | undefined

  function tryAll(): void {
    waiting = waiting.filter((write) => !succeeds(write))
    timer = waiting.length === 0 ? undefined : setTimeout(tryAll, pause).unref()
  }

  return {
    add: (write) => {
      waiting.push(write)
      timer ??= setTimeout(tryAll, pause).unref()
    },
    close: () => {
      tryAll()
      clearTimeout(timer)
    },
  }
}

function succeeds(write: () => void): boolean {
  try {
    write()
    return true
  } catch {
    return false
  }
}
