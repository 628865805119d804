import { z } from 'zod'
import { AppError } from '#core/errors.ts'
import type { ConversationRepository } from '#core/chat/conversation-repository.ts'
import type { Database } from '#core/store/database.ts'
import { isReferred } from '#core/store/references.ts'
import {
  Accent,
  ModelBinding,
  Paper,
  Parameters,
  plainParameters,
  Profile,
  type Companion,
  type Look,
  type NewProfile,
} from '#shared/model/companion.ts'
import { AssetId, type CompanionId, type ConversationId, type ProviderId, type Timestamp } from '#shared/model/ids.ts'
import { plainShare, SelfShare } from '#shared/model/self.ts'

/** What changes on a companion. What is left out stays. */
export type CompanionUpdate = {
  readonly profile?: Profile
  readonly binding?: ModelBinding | null
  readonly avatarId?: AssetId | null
  readonly archived?: boolean
  readonly look?: Look
  readonly fallbacks?: readonly ModelBinding[]
  readonly parameters?: Parameters
  readonly gallery?: readonly AssetId[]
  readonly knows?: SelfShare
}

export type CompanionRepository = {
  /** Oldest first, archived ones too. */
  readonly list: () => Companion[]
  /** Throws NOT_FOUND. */
  readonly get: (id: CompanionId) => Companion
  /** Makes the companion and its lifelong thread. */
  readonly create: (companion: {
    readonly profile: NewProfile
    readonly binding: ModelBinding | null
    readonly createdAt: Timestamp
  }) => Companion
  readonly update: (id: CompanionId, update: CompanionUpdate) => Companion
  /** What a companion was called in the vault it came from; null for one that was made here. */
  readonly sourceIdOf: (id: CompanionId) => string | null
  readonly setSourceId: (id: CompanionId, sourceId: string) => void
  readonly findBySource: (sourceId: string) => Companion | null
  /** Whether there is nothing of a companion but its name and an empty thread; `besides` are tables that do not count. */
  readonly isBare: (id: CompanionId, besides: readonly string[]) => boolean
  /** Removes a companion that is bare, with its thread. */
  readonly remove: (id: CompanionId) => void
}

type CompanionRow = {
  readonly id: CompanionId
  readonly profileJson: string
  readonly avatarId: AssetId | null
  readonly providerId: ProviderId | null
  readonly model: string | null
  readonly lifelongId: ConversationId
  readonly accentJson: string | null
  readonly paper: string
  readonly wallpaperId: AssetId | null
  readonly fallbacksJson: string
  readonly parametersJson: string | null
  readonly knowsJson: string | null
  readonly galleryJson: string
  readonly archived: 0 | 1
  readonly createdAt: Timestamp
}

const select = `
  SELECT c.id, c.profile_json AS profileJson, c.avatar_id AS avatarId, c.provider_id AS providerId, c.model,
    c.archived, c.created_at AS createdAt, c.accent_json AS accentJson, c.paper, c.wallpaper_id AS wallpaperId,
    c.fallbacks_json AS fallbacksJson, c.parameters_json AS parametersJson, c.knows_json AS knowsJson,
    (SELECT json_group_array(asset_id ORDER BY place) FROM companion_picture WHERE companion_id = c.id) AS galleryJson,
    (SELECT id FROM conversation WHERE companion_id = c.id AND kind = 'lifelong') AS lifelongId
  FROM companion c`

export function createCompanionRepository({
  database,
  conversations,
}: {
  readonly database: Database
  readonly conversations: Pick<ConversationRepository, 'create'>
}): CompanionRepository {
  function get(id: CompanionId): Companion {
    const row = database.get<CompanionRow>(`${select} WHERE c.id = ?`, id)
    if (!row) throw new AppError('NOT_FOUND', { entity: 'companion' })
    return toCompanion(row)
  }

  function hang(id: CompanionId, pictures: readonly AssetId[]): void {
    database.run('DELETE FROM companion_picture WHERE companion_id = ?', id)
    for (const [place, picture] of pictures.entries()) {
      database.run('INSERT INTO companion_picture (companion_id, place, asset_id) VALUES (?, ?, ?)', id, place, picture)
    }
  }

  return {
    list: () => database.all<CompanionRow>(`${select} ORDER BY c.id`).map(toCompanion),
    get,
    create: ({ profile, binding, createdAt }) =>
      database.transaction(() => {
        const { lastId } = database.run(
          'INSERT INTO companion (profile_json, provider_id, model, created_at) VALUES (?, ?, ?, ?)',
          JSON.stringify(Profile.parse(profile)),
          binding?.providerId ?? null,
          binding?.model ?? null,
          createdAt,
        )
        const id = lastId as CompanionId
        conversations.create({ companionId: id, kind: 'lifelong', title: null, createdAt })
        return get(id)
      }),
    update: (id, update) =>
      database.transaction(() => {
        const now = get(id)
        const binding = update.binding === undefined ? now.binding : update.binding
        const look = update.look ?? now.look
        database.run(
          `UPDATE companion SET profile_json = ?, provider_id = ?, model = ?, avatar_id = ?, archived = ?, accent_json = ?,
             paper = ?, wallpaper_id = ?, fallbacks_json = ?, parameters_json = ?, knows_json = ? WHERE id = ?`,
          JSON.stringify(update.profile ?? now.profile),
          binding?.providerId ?? null,
          binding?.model ?? null,
          update.avatarId === undefined ? now.avatarId : update.avatarId,
          (update.archived ?? now.archived) ? 1 : 0,
          look.accent && JSON.stringify(look.accent),
          look.paper,
          look.wallpaperId,
          JSON.stringify(update.fallbacks ?? now.fallbacks),
          JSON.stringify(update.parameters ?? now.parameters),
          JSON.stringify(update.knows ?? now.knows),
          id,
        )
        if (update.gallery) hang(id, update.gallery)
        return get(id)
      }),
    sourceIdOf: (id) =>
      database.get<{ sourceId: string | null }>('SELECT source_id AS sourceId FROM companion WHERE id = ?', id)
        ?.sourceId ?? null,
    setSourceId: (id, sourceId) => {
      database.run('UPDATE companion SET source_id = ? WHERE id = ?', sourceId, id)
    },
    findBySource: (sourceId) => {
      const row = database.get<CompanionRow>(`${select} WHERE c.source_id = ?`, sourceId)
      return row ? toCompanion(row) : null
    },
    isBare(id, besides) {
      const { profile, binding, avatarId, lifelongId } = get(id)
      if (!isOnlyNamed(profile) || binding !== null || avatarId !== null) return false
      if (isReferred(database, { table: 'conversation', id: lifelongId })) return false
      if (isReferred(database, { table: 'companion', id }, ['conversation', ...besides])) return false
      return !database.get('SELECT 1 FROM conversation WHERE companion_id = ? AND id <> ? LIMIT 1', id, lifelongId)
    },
    remove: (id) =>
      database.transaction(() => {
        database.run('DELETE FROM conversation WHERE id = ?', get(id).lifelongId)
        database.run('DELETE FROM companion WHERE id = ?', id)
      }),
  }
}

/** Whether a profile says nothing but a name. */
function isOnlyNamed({ name: _name, ...rest }: Profile): boolean {
  return Object.values(rest).every((value: unknown) => ['""', 'null', '[]'].includes(JSON.stringify(value)))
}

function toCompanion(row: CompanionRow): Companion {
  const { providerId, model } = row
  return {
    id: row.id,
    profile: Profile.parse(JSON.parse(row.profileJson)),
    avatarId: row.avatarId,
    binding: providerId === null || model === null ? null : { providerId, model },
    lifelongId: row.lifelongId,
    look: {
      accent: row.accentJson === null ? null : Accent.parse(JSON.parse(row.accentJson)),
      paper: Paper.catch('plain').parse(row.paper),
      wallpaperId: row.wallpaperId,
    },
    fallbacks: z.array(ModelBinding).parse(JSON.parse(row.fallbacksJson)),
    parameters: row.parametersJson === null ? plainParameters : Parameters.parse(JSON.parse(row.parametersJson)),
    gallery: z.array(AssetId).parse(JSON.parse(row.galleryJson)),
    knows: row.knowsJson === null ? plainShare : SelfShare.parse(JSON.parse(row.knowsJson)),
    archived: row.archived === 1,
    createdAt: row.createdAt,
  }
}
