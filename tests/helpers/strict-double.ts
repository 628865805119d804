/**
 * Stands in for something that cannot run here and throws on any member that was not written down, so that code cannot
 * start to use more of the real thing without a test noticing.
 */
export function strictDouble<Members extends object>(name: string, members: Members): Members {
  return new Proxy(members, {
    get: (target, key, receiver) => {
      if (Reflect.has(target, key)) return Reflect.get(target, key, receiver)
      // What the language itself asks of any value.
      if (typeof key === 'symbol' || key === 'then' || key === 'toJSON') return undefined
      throw new Error(`${name}.${key} is used but not part of the double`)
    },
  })
}
