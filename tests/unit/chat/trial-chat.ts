import { pino } from 'pino'
import { createChanges, type Changes } from '#core/changes.ts'
import { createAnswerers } from '#core/chat/answerers.ts'
import { createAskedModels } from '#core/chat/asked-models.ts'
import { createChat, type Chat, type ChatParts } from '#core/chat/chat.ts'
import { createNextPrompt } from '#core/chat/next-prompt.ts'
import { createLetters } from '#core/companions/letters.ts'
import { createSelfProfile } from '#core/companions/self.ts'
import { createPreviewPrompt, type PreviewPrompt } from '#core/chat/preview-prompt.ts'
import { createRooms, type Rooms } from '#core/chat/rooms.ts'
import type { Remember } from '#core/memory/remember.ts'
import { createPictureReader } from '#core/picture-reader.ts'
import { createProviderRepository } from '#core/providers/provider-repository.ts'
import { createProviders, type Providers } from '#core/providers/providers.ts'
import { createNetwork } from '#core/providers/network.ts'
import type { ReplyEvent } from '#shared/contract/chat.ts'
import type { Change } from '#shared/model/change.ts'
import type { ModelBinding } from '#shared/model/companion.ts'
import type { ConversationId } from '#shared/model/ids.ts'
import { startScriptedProvider, type ScriptedProvider } from '#tests/helpers/scripted-provider.ts'
import { createTestStore, type TestStore } from '#tests/helpers/test-store.ts'
import { nothingRemembered } from '#core/prompt/remembered.ts'
import { noLore } from '#tests/helpers/no-lore.ts'

export const canaryKey = 'canary-key-0c61fe2b'

/** Chat over a real store and a real HTTP provider, with one companion bound to it. */
export type TrialChat = AsyncDisposable & {
  readonly store: TestStore
  readonly chat: Chat
  readonly rooms: Rooms
  readonly previewPrompt: PreviewPrompt
  readonly providers: Providers
  readonly provider: ScriptedProvider
  readonly binding: ModelBinding
  readonly conversationId: ConversationId
  readonly logs: string[]
  readonly told: Change[]
  readonly changes: Changes
}

const noPast: Past = { remember: () => nothingRemembered, lookUp: undefined }

/** What the past tells, where a test is about that. */
type Past = { readonly remember: Remember; readonly lookUp: ChatParts['lookUp'] }

export async function createTrialChat(
  past: (made: Pick<TrialChat, 'store' | 'providers' | 'changes'>) => Past = () => noPast,
): Promise<TrialChat> {
  const stack = new AsyncDisposableStack()
  const store = stack.use(createTestStore())
  const provider = stack.use(await startScriptedProvider())
  const proxy = { mode: 'none', host: '', port: 0, user: '', password: null } as const
  const network = stack.use(createNetwork({ systemProxy: async () => null, proxy }))
  const logs: string[] = []
  const told: Change[] = []
  const now = () => Date.now()
  const changes = { ...createChanges(), emit: (change: Change) => void told.push(change) }
  const repository = createProviderRepository(store.database)
  const providers = createProviders({
    repository,
    network,
    now,
    changes,
    readPicture: createPictureReader(store.assets),
    demoPace: 0,
  })
  const { id } = providers.create({
    preset: 'custom',
    name: 'Scripted',
    baseUrl: provider.baseUrl,
    apiKey: canaryKey,
    headers: {},
    allowClearText: false,
  })
  const binding = { providerId: id, model: 'scripted-large' }
  store.companions.update(store.companion.id, { binding })
  const { database, messages, conversations, companions } = store
  const { remember, lookUp } = past({ store, providers, changes })
  const answerers = createAnswerers({ companions, messages })
  const keeping = { companions, revisions: store.revisions, changes, now }
  const nextPrompt = createNextPrompt({
    now,
    timeZone: () => 'Asia/Shanghai',
    daysOf: () => null,
    letterOf: createLetters(keeping).get,
    selfProfile: createSelfProfile(keeping).get,
    lore: noLore,
    remember,
    assets: store.assets,
  })
  const askedModels = createAskedModels({ providers, nextPrompt })
  const chat = stack.use(
    createChat({
      database,
      messages,
      conversations,
      answerers,
      askedModels,
      drafts: store.drafts,
      assets: store.assets,
      providers,
      ...(lookUp && { lookUp }),
      now,
      changes,
      log: pino({ base: null }, { write: (line: string) => void logs.push(line) }),
    }),
  )
  return {
    store,
    chat,
    rooms: createRooms({ database, conversations, companions, changes, now }),
    previewPrompt: createPreviewPrompt({
      conversations,
      messages,
      answerers,
      askedModels,
      assets: store.assets,
    }),
    providers,
    provider,
    binding,
    conversationId: store.companion.lifelongId,
    logs,
    told,
    changes,
    [Symbol.asyncDispose]: () => stack.disposeAsync(),
  }
}

const isEnd = (event: ReplyEvent): boolean => ['finished', 'stopped', 'failed'].includes(event.type)

/** A window: hears every event until a reply ends, and pieces the reply together as the interface would. */
export function openWindow(chat: Chat, conversationId: ConversationId) {
  const leave = new AbortController()
  const events: ReplyEvent[] = []
  const listeners: (() => void)[] = []
  const shown = { text: '', thought: '' }
  const ended = (async () => {
    for await (const event of chat.watch(conversationId, leave.signal)) {
      events.push(event)
      if (event.type === 'snapshot') Object.assign(shown, { text: event.text, thought: event.thought })
      if (event.type === 'delta') shown[event.channel] += event.text
      for (const listener of listeners) listener()
      if (isEnd(event)) return event
    }
    return null
  })()
  return {
    events,
    shown,
    ended,
    leave: () => leave.abort(),
    /** Settles once the window shows these words. */
    shows: (words: string): Promise<void> =>
      new Promise((resolve) => {
        const look = () => {
          if (shown.text.includes(words) || shown.thought.includes(words)) resolve()
        }
        listeners.push(look)
        look()
      }),
  }
}

/** What a send was answered with where somebody answers. */
export function answered({ messageId, replyId }: ReturnType<Chat['send']>) {
  if (replyId === null) throw new Error('nobody answers')
  return { messageId, replyId }
}
