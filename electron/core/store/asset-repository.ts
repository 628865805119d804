import { createHmac } from 'node:crypto'
import { AppError } from '#core/errors.ts'
import type { AssetId, ImportRunId } from '#shared/model/ids.ts'
import type { Database } from './database.ts'

/** What is known of a picture, sound or file; sizes in bytes and pixels. */
export type AssetInfo = {
  readonly id: AssetId
  readonly mime: string
  readonly size: number
  readonly width: number | null
  readonly height: number | null
}

export type NewAsset = {
  readonly mime: string
  readonly width: number | null
  readonly height: number | null
  /** The import that brings it; null for what the person adds. */
  readonly importRunId: ImportRunId | null
}

/** Pictures and files, in pieces under the vault's cipher. The same bytes are stored once. */
export type AssetRepository = {
  /** Stores bytes as they come, each piece in a transaction of its own. When it fails or is left, nothing stays. */
  readonly put: (asset: NewAsset, bytes: Uint8Array | AsyncIterable<Uint8Array>) => Promise<AssetId>
  /** Throws NOT_FOUND. */
  readonly info: (id: AssetId) => AssetInfo
  /** The bytes from `start` up to but without `end`, a piece at a time. */
  readonly read: (
    id: AssetId,
    range?: { readonly start: number; readonly end: number },
  ) => Generator<Uint8Array, void, void>
  /**
   * Removes what imports brought and nothing refers to any more, some of it in each short transaction: call it until it
   * answers false, and not while an import is running.
   */
  readonly removeUnused: () => boolean
  /** Removes what a crash left half stored, once, when the vault is opened. */
  readonly removeUnfinished: () => void
}

const pieceBytes = 256 << 10
/** Pieces that one transaction takes out: each is overwritten, which takes some milliseconds. */
const piecesAtOnce = 6

export function createAssetRepository(database: Database): AssetRepository {
  let hashKey: Uint8Array | undefined

  function hasher() {
    hashKey ??= database.get<{ value: Uint8Array }>(`SELECT value FROM media.meta WHERE key = 'hash_key'`)?.value
    return createHmac('sha256', hashKey ?? raise('hash key'))
  }

  function info(id: AssetId): AssetInfo {
    const sql = 'SELECT id, mime, size, width, height FROM media.asset WHERE id = ? AND hash IS NOT NULL'
    return database.get<AssetInfo>(sql, id) ?? raise('asset')
  }

  function remove(id: number): void {
    database.run('DELETE FROM media.asset WHERE id = ?', id)
  }

  /** Without its hash an asset counts as half stored: nobody finds it again, and a crash leaves nothing behind. */
  function forgetUnused(): number {
    return database.run(
      `UPDATE media.asset SET hash = NULL WHERE import_run_id IS NOT NULL
       AND NOT EXISTS (SELECT 1 FROM message_asset u WHERE u.asset_id = asset.id)
       AND NOT EXISTS (SELECT 1 FROM companion c WHERE c.avatar_id = asset.id OR c.wallpaper_id = asset.id)
       AND NOT EXISTS (SELECT 1 FROM companion_picture p WHERE p.asset_id = asset.id)`,
    ).changes
  }

  /** Gives a fully stored asset its hash, or drops it for the one that has the same bytes already. */
  function finish(id: number, hash: Uint8Array, size: number, importRunId: ImportRunId | null): AssetId {
    return database.transaction(() => {
      const same = database.get<{ id: AssetId }>('SELECT id FROM media.asset WHERE hash = ?', hash)
      if (same) {
        remove(id)
        // What the person adds as well stays when the import that brought it is taken back.
        if (importRunId === null) database.run('UPDATE media.asset SET import_run_id = NULL WHERE id = ?', same.id)
        return same.id
      }
      database.run('UPDATE media.asset SET hash = ?, size = ? WHERE id = ?', hash, size, id)
      return id as AssetId
    })
  }

  return {
    put: async ({ mime, width, height, importRunId }, bytes) => {
      const { lastId } = database.run(
        'INSERT INTO media.asset (mime, size, width, height, import_run_id) VALUES (?, 0, ?, ?, ?)',
        mime,
        width,
        height,
        importRunId,
      )
      try {
        const hash = hasher()
        let size = 0
        for await (const piece of pieces(bytes)) {
          database.run('INSERT INTO media.chunk (asset_id, start, bytes) VALUES (?, ?, ?)', lastId, size, piece)
          hash.update(piece)
          size += piece.length
        }
        return finish(lastId, hash.digest(), size, importRunId)
      } catch (error) {
        remove(lastId)
        throw error
      }
    },
    info,
    read: function* (id, range) {
      const { size } = info(id)
      let at = Math.max(0, range?.start ?? 0)
      const end = Math.min(size, range?.end ?? size)
      while (at < end) {
        const chunk = database.get<{ start: number; bytes: Uint8Array }>(
          'SELECT start, bytes FROM media.chunk WHERE asset_id = ? AND start <= ? ORDER BY start DESC LIMIT 1',
          id,
          at,
        )
        const piece = chunk?.bytes.subarray(at - chunk.start, end - chunk.start)
        if (!piece || piece.length === 0) raise('asset')
        at += piece.length
        yield piece
      }
    },
    removeUnused: () =>
      database.transaction(() => {
        const leaving = database.get<{ id: number }>(
          'SELECT id FROM media.asset WHERE hash IS NULL AND import_run_id IS NOT NULL LIMIT 1',
        )
        if (!leaving) return forgetUnused() > 0
        const { changes } = database.run(
          'DELETE FROM media.chunk WHERE id IN (SELECT id FROM media.chunk WHERE asset_id = ? LIMIT ?)',
          leaving.id,
          piecesAtOnce,
        )
        if (changes < piecesAtOnce) remove(leaving.id)
        return true
      }),
    removeUnfinished: () => {
      database.run('DELETE FROM media.asset WHERE hash IS NULL')
    },
  }
}

function raise(entity: string): never {
  throw new AppError('NOT_FOUND', { entity })
}

/** Cuts and joins a stream of any grain into pieces of one size; only the last is smaller. */
async function* pieces(bytes: Uint8Array | AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array, void, void> {
  const waiting = new Uint8Array(pieceBytes)
  let filled = 0
  for await (const given of bytes instanceof Uint8Array ? [bytes] : bytes) {
    for (let at = 0; at < given.length;) {
      const part = given.subarray(at, at + pieceBytes - filled)
      waiting.set(part, filled)
      filled += part.length
      at += part.length
      if (filled === pieceBytes) {
        yield waiting
        filled = 0
      }
    }
  }
  if (filled > 0) yield waiting.subarray(0, filled)
}
