/** Names that hold keys, tokens and passwords in the backups of other apps, without case and separators. */
const secretName =
  /(?:apikeys?|accesskeys?|secretkeys?|privatekeys?|authkeys?|accesskeyid|token|secrets?|password|passwd|passphrase|authorization|accesscode|credentials?|cookies?)$/
/** What is handed to programs and servers may hold secrets under any name. */
const secretBags = new Set(['env', 'headers', 'credentials', 'secrets'])
/** A plain `key` is a secret only where it looks like one. */
const keyLike = /^[\w.:/+=-]{16,}$/

/**
 * A copy of JSON in which no field holds a key, token or password. Only names are judged: what people said to one
 * another stays as it is. Numbers and booleans stay too; they count tokens, and say that a key is needed.
 */
export function withoutSecrets(value: unknown): unknown {
  const root: { value?: unknown } = {}
  const waiting: (() => void)[] = []

  function copy(source: unknown, place: (copied: unknown) => void): void {
    if (Array.isArray(source)) {
      const list: unknown[] = []
      place(list)
      waiting.push(() => {
        for (const [index, item] of source.entries()) copy(item, (copied) => (list[index] = copied))
      })
    } else if (isRecord(source)) {
      const record: Record<string, unknown> = {}
      place(record)
      waiting.push(() => {
        for (const [key, member] of Object.entries(source)) {
          if (!isSecret(key, member)) copy(member, (copied) => (record[key] = copied))
        }
      })
    } else place(source)
  }

  copy(value, (copied) => (root.value = copied))
  for (let next = waiting.pop(); next; next = waiting.pop()) next()
  return root.value
}

function isSecret(key: string, value: unknown): boolean {
  if (typeof value === 'number' || typeof value === 'boolean' || value === null) return false
  const name = key.replaceAll(/[\W_]/g, '').toLowerCase()
  if (secretBags.has(name) || secretName.test(name)) return true
  return (name === 'key' || name === 'auth' || name === 'bearer') && typeof value === 'string' && keyLike.test(value)
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null
}
