import type { ExportRequest } from '#shared/model/export.ts'
import { safeFileName } from './file-name.ts'
import { createStamps } from './stamps.ts'
import type { Story } from './story.ts'
import { isOneFile } from './table.ts'

/** Whose story it is. */
export type NamedStory = Pick<Story, 'companions' | 'conversation'>

const endings = {
  json: 'json',
  markdown: 'md',
  html: 'zip',
  pdf: 'pdf',
  book: 'html',
  text: 'txt',
  sillytavern: 'jsonl',
  finetune: 'zip',
  csv: 'csv',
} as const satisfies Readonly<Record<ExportRequest['format'], string>>

/** What an export is called when it is put somewhere: whose story it is, and the day. */
export function exportName(
  request: ExportRequest,
  story: NamedStory,
  { now, timeZone, isOne = isOneFile(request) }: { now: number; timeZone: string; isOne?: boolean | undefined },
): string {
  const { scope, format } = request
  const day = createStamps('en', timeZone).isoDay(now)
  const ending = isOne ? endings[format] : 'zip'
  return `${safeFileName(subjectOf(scope, story), 'Keepsake')} ${day}.${ending}`
}

function subjectOf(scope: ExportRequest['scope'], { companions, conversation }: NamedStory): string {
  if (scope.kind === 'everything') return 'Keepsake'
  const { companionId, title } =
    scope.kind === 'companion' ? { ...scope, title: null } : (conversation(scope.conversationId) ?? noConversation)
  return title ?? companions().find(({ id }) => id === companionId)?.profile.name ?? ''
}

const noConversation = { companionId: null, title: null }
