import type { AssetId } from '#shared/model/ids.ts'
import type { Connection } from './connect.ts'

const idleKept = 64

type Entry = { readonly url: Promise<string>; users: number }

/** Pictures and files of the vault as blob: URLs, each fetched once and let go when nobody has shown it for a while. */
export type AssetStore = {
  /** Must be paired with `release`. Rejects when the asset cannot be read. */
  readonly acquire: (id: AssetId) => Promise<string>
  readonly release: (id: AssetId) => void
  /** Forgets everything; for locking. */
  readonly clear: () => void
}

export function createAssetStore(fetchAsset: Connection['fetchAsset']): AssetStore {
  const entries = new Map<AssetId, Entry>()

  async function load(id: AssetId): Promise<string> {
    const response = await fetchAsset(`/assets/${id}`)
    if (!response.ok) throw new Error(`asset answered ${response.status}`)
    return URL.createObjectURL(await response.blob())
  }

  function forget(id: AssetId, entry: Entry) {
    entries.delete(id)
    void entry.url.then(URL.revokeObjectURL, () => {})
  }

  function trim() {
    let idle = 0
    for (const entry of entries.values()) if (entry.users === 0) idle += 1
    for (const [id, entry] of entries) {
      if (idle <= idleKept) return
      if (entry.users > 0) continue
      forget(id, entry)
      idle -= 1
    }
  }

  return {
    acquire(id) {
      const known = entries.get(id)
      const entry = known ?? { url: load(id), users: 0 }
      entry.users += 1
      entries.delete(id)
      entries.set(id, entry)
      if (known === undefined) entry.url.catch(() => entries.delete(id))
      return entry.url
    },
    release(id) {
      const entry = entries.get(id)
      if (entry === undefined) return
      entry.users = Math.max(0, entry.users - 1)
      trim()
    },
    clear() {
      for (const [id, entry] of entries) forget(id, entry)
    },
  }
}
