import type { ChatTurn } from './chat-model.ts'

/** How a Kobold Lite story tells who speaks. */
export type KoboldMode = 'marks' | 'names'

/** A saved story of Kobold Lite: one text in pieces, the first called the prompt. */
export function koboldStory(turns: readonly ChatTurn[], mode: KoboldMode, more: object = {}): object {
  const pieces = turns.map(({ role, versions: [said] }) => {
    if (mode === 'names') return `\n${role === 'user' ? 'Sam' : 'Mia'}: ${said?.text}`
    return `\n{{[${role === 'user' ? 'INPUT' : 'OUTPUT'}]}}\n${said?.text}`
  })
  return {
    gamestarted: true,
    prompt: pieces[0] ?? '',
    memory: 'Mia is a friend.',
    authorsnote: '',
    anotetemplate: '',
    actions: pieces.slice(1),
    actions_metadata: {},
    worldinfo: [],
    savedsettings: {
      chatname: 'Sam',
      chatopponent: 'Mia',
      saved_oai_key: 'sk-never-keep-this-anywhere',
      max_length: 120,
    },
    ...more,
  }
}
