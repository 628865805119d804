/** Gives an id that is used again a counter, so that no message hides another. One for each conversation. */
export function createOwnIds(): (id: string) => string {
  const nextCopy = new Map<string, number>()
  return (id) => {
    let copy = nextCopy.get(id)
    if (copy === undefined) {
      nextCopy.set(id, 2)
      return id
    }
    let own = `${id}:${copy}`
    for (; nextCopy.has(own); own = `${id}:${copy}`) copy += 1
    nextCopy.set(id, copy + 1)
    nextCopy.set(own, 2)
    return own
  }
}
