import type { ChatTurn } from './chat-model.ts'

/** A chat as Agnai exports it: no ids, no times. */
export function agnaiChat(turns: readonly ChatTurn[], more: object = {}): object {
  return {
    name: 'Exported',
    greeting: 'Hello.',
    sampleChat: '',
    scenario: 'A quiet kitchen.',
    messages: turns.map(({ role, versions: [said] }) => ({
      ...(role === 'user' ? { handle: 'You', userId: 'user-1' } : { characterId: 'imported' }),
      msg: said?.text,
      state: null,
    })),
    ...more,
  }
}
