import { resolve } from 'node:path'
import { AppError } from '#core/errors.ts'
import type { Session } from '#core/session.ts'
import type { z } from 'zod'
import { ExportRequest, type ExportFormat, type ExportScope } from '#shared/model/export.ts'
import type { Language } from '#shared/languages.ts'
import { ConversationId, MessageId, type CompanionId } from '#shared/model/ids.ts'
import { CommandProblem } from './explain.ts'
import { onInterrupt } from './interrupt.ts'
import { withVault, type VaultOptions } from './open-vault.ts'
import type { Output } from './output.ts'

/** What `keepsake export` was told. */
export type ExportOptions = {
  readonly format: ExportFormat
  readonly out: string
  readonly companion?: string
  readonly conversation?: number
  readonly message: readonly number[]
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
  // What was written in plain text until then must not lie about.
  const signal = onInterrupt()
  const result = await withVault(options, (session) => {
    const request = ExportRequest.safeParse(requestOf(told, session)).data
    if (!request) throw new AppError('INVALID_INPUT', { fields: ['from', 'to'] })
    return session.exports.writeTo(request, out, {
      signal,
      onProgress: ({ messages, of, volumes }) =>
        output.progress(
          volumes === null
            ? `${messages} of ${of} messages written`
            : `${volumes.printed} of ${volumes.of} volumes printed`,
        ),
    })
  }).catch((error: unknown) => {
    if (signal.aborted) throw new CommandProblem('Stopped. Nothing of it was kept.')
    if (isInvalid(error, 'out')) {
      throw new CommandProblem('So long a book comes in volumes: name a folder for --out, or a file that ends in .zip.')
    }
    throw error
  })
  const { conversations, messages, files } = result
  output.result({ conversations, messages, files, out }, () => [
    `${conversations} conversations and ${messages} messages are in ${out}`,
    'They are plain text there: anyone who can read that place can read them.',
  ])
}

function requestOf(told: ExportOptions, session: Session) {
  const { format, from = null, to = null } = told
  // The account that leaves nothing out has everything in it, as long as nobody says otherwise.
  const isWhole = format === 'json'
  return {
    format,
    scope: scopeOf(told, session),
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

function scopeOf({ companion, conversation, message }: ExportOptions, session: Session): z.input<typeof ExportScope> {
  if (conversation === undefined) {
    if (message.length > 0) throw new CommandProblem('A message is named within its conversation: add --conversation.')
    return companion === undefined
      ? { kind: 'everything' }
      : { kind: 'companion', companionId: named(companion, session) }
  }
  if (companion !== undefined) throw new CommandProblem('Name a companion or a conversation, not both.')
  const conversationId = ConversationId.parse(conversation)
  session.conversations.get(conversationId)
  if (message.length === 0) return { kind: 'conversation', conversationId }
  return { kind: 'messages', conversationId, messageIds: message.map((id) => MessageId.parse(id)) }
}

function named(name: string, session: Session): CompanionId {
  const found = session.companions.list().find(({ profile }) => profile.name === name)
  if (!found) throw new AppError('NOT_FOUND', { entity: 'companion' })
  return found.id
}

function isInvalid(error: unknown, field: string): boolean {
  if (!(error instanceof AppError) || error.code !== 'INVALID_INPUT') return false
  return (error as AppError<'INVALID_INPUT'>).data.fields.includes(field)
}
