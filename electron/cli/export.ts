import { resolve } from 'node:path'
import { AppError } from '#core/errors.ts'
import type { Session } from '#core/session.ts'
import { ExportRequest, type ExportFormat } from '#shared/model/export.ts'
import type { Language } from '#shared/languages.ts'
import type { CompanionId } from '#shared/model/ids.ts'
import { withVault, type VaultOptions } from './open-vault.ts'
import type { Output } from './output.ts'

/** What `keepsake export` was told. */
export type ExportOptions = {
  readonly format: ExportFormat
  readonly out: string
  readonly companion?: string
  readonly from?: string
  readonly to?: string
  readonly favourites: boolean
  readonly hidden: boolean
  readonly thoughts: boolean
  readonly tools: boolean
  readonly files: boolean
  readonly withNames: boolean
  readonly system?: string
  readonly language: Language
}

/** `keepsake export`: what was asked for of the vault, in plain text, where it was told to. */
export async function exportTo(told: ExportOptions, options: VaultOptions, output: Output): Promise<void> {
  const out = resolve(told.out)
  const result = await withVault(options, (session) => {
    const request = ExportRequest.safeParse(requestOf(told, session)).data
    if (!request) throw new AppError('INVALID_INPUT', { fields: ['from', 'to'] })
    return session.exports.writeTo(request, out, {
      onProgress: ({ messages, of }) => output.progress(`${messages} of ${of} messages written`),
    })
  })
  const { conversations, messages, files } = result
  output.result({ conversations, messages, files, out }, () => [
    `${conversations} conversations and ${messages} messages are in ${out}`,
    'They are plain text there: anyone who can read that place can read them.',
  ])
}

function requestOf(told: ExportOptions, session: Session) {
  const { format, companion, from = null, to = null } = told
  // The account that leaves nothing out has everything in it, as long as nobody says otherwise.
  const isWhole = format === 'json'
  return {
    format,
    scope:
      companion === undefined ? { kind: 'everything' } : { kind: 'companion', companionId: named(companion, session) },
    choices: {
      from,
      to,
      favouritesOnly: told.favourites,
      hidden: isWhole || told.hidden,
      thoughts: isWhole || told.thoughts,
      tools: isWhole || told.tools,
      // A document by itself has no room for pictures.
      files: told.files && !/\.json$/i.test(told.out),
    },
    training: { withoutNames: !told.withNames, system: told.system ?? null },
    language: told.language,
  }
}

function named(name: string, session: Session): CompanionId {
  const found = session.companions.list().find(({ profile }) => profile.name === name)
  if (!found) throw new AppError('NOT_FOUND', { entity: 'companion' })
  return found.id
}
