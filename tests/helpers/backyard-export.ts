import type { ChatTurn } from './chat-model.ts'

/** The files of a Backyard character archive with one scenario. */
export function backyardFiles(turns: readonly ChatTurn[], more: object = {}): Record<string, string> {
  const date = (time: number | null) => (time === null ? undefined : new Date(time).toISOString())
  const scenario = {
    title: 'At the harbour',
    narrative: 'It rains.',
    firstMessages: [],
    exampleMessages: [],
    formattingInstructions: '',
    messages: turns.map(({ role, versions, shown }) =>
      role === 'user'
        ? { type: 'human', text: versions[0]?.text, createdAt: date(versions[0]?.time ?? null) }
        : {
            type: 'ai',
            outputs: versions.map(({ text, time }, index) => ({
              text,
              createdAt: date(time),
              updatedAt: date(time),
              activeTimestamp: date(index === shown ? Date.UTC(2027, 0) : Date.UTC(2026, 6)),
            })),
          },
    ),
    ...more,
  }
  const files = {
    'manifest.json': {
      schemaVersion: 1,
      characters: ['characters/c1/character.json'],
      scenarios: ['scenarios/s1.json'],
    },
    'characters/c1/character.json': {
      id: 'c1',
      name: 'mia',
      displayName: 'Mia',
      persona: '',
      images: [],
      loreItems: [],
    },
    'scenarios/s1.json': scenario,
  }
  return Object.fromEntries(Object.entries(files).map(([name, value]) => [name, JSON.stringify(value)]))
}
