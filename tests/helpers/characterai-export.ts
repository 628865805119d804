import type { ChatTurn } from './chat-model.ts'

const character = { external_id: 'char-1', name: 'Mia', title: 'A friend', greeting: 'Hi.', participant__name: 'Mia' }

/** Chats as the dumper scripts write them: messages in order, swiped answers marked, no times. */
export function characterAiHistories(chats: readonly (readonly ChatTurn[])[]): object {
  let id = 0
  const histories = chats.map((turns, index) => ({
    external_id: `history-${index}`,
    created: '2023-01-10T12:00:00.000000Z',
    last_interaction: '2023-01-11T09:00:00.000000Z',
    msgs: turns.flatMap(({ role, versions, shown }) => {
      const isHuman = role === 'user'
      // The answer that was kept stands first, the ones that were swiped away after it.
      const kept = versions.slice(shown, shown + 1).map(({ text }) => ({ text, is_alternative: false }))
      const others = versions.toSpliced(shown, 1).map(({ text }) => ({ text, is_alternative: true }))
      return [...kept, ...others].map((message) => ({
        id: (id += 1),
        ...message,
        src: { name: isHuman ? '[NAME_REDACTED]' : 'Mia', is_human: isHuman },
        tgt: { name: isHuman ? 'Mia' : '[NAME_REDACTED]', is_human: !isHuman },
      }))
    }),
  }))
  return { info: { character }, histories: { histories } }
}

/** One chat as the newer service hands it out: turns with candidates, the newest first. */
export function characterAiTurns(turns: readonly ChatTurn[], chatId = 'chat-1'): object[] {
  return turns
    .map(({ role, versions, shown }, index) => ({
      turn_key: { chat_id: chatId, turn_id: `${chatId}-turn-${index}` },
      create_time: timeText(versions[0]?.time ?? null),
      author: role === 'user' ? { author_id: 'u', name: 'Sam', is_human: true } : { author_id: 'b', name: 'Mia' },
      state: 'STATE_OK',
      candidates: versions.map(({ text, time }, version) => ({
        candidate_id: `${chatId}-${index}-${version}`,
        create_time: timeText(time),
        raw_content: text,
        is_final: true,
      })),
      primary_candidate_id: `${chatId}-${index}-${shown}`,
    }))
    .toReversed()
}

function timeText(time: number | null): string | null {
  return time === null ? null : new Date(time).toISOString()
}
