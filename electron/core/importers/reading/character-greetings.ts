import { readSmallJson } from '../files/json-items.ts'
import { readPngCard } from '../files/png-card.ts'
import { baseName, type SourceFile } from '../files/source-files.ts'
import { asList, asObject, asText } from '../untrusted.ts'

/** The first words of the characters whose cards lie beside their chats. */
export type Greetings = {
  /**
   * The greeting a chat began with: -1 is the card's first, others its alternates. Of several cards, the one whose
   * name the chat's file begins with is meant; null where that does not tell.
   */
  readonly of: (chatFile: string, index: number) => { readonly author: string | null; readonly text: string } | null
}

type Card = { readonly name: string | null; readonly greeting: string; readonly alternates: readonly unknown[] }

const cardBytes = 32 * 1024 * 1024

/** Looks for character cards among files: JSON and PNG. A `.charx` has been opened before, so its card is here too. */
export async function indexGreetings(files: readonly SourceFile[]): Promise<Greetings> {
  const cards: Card[] = []
  for (const file of files) {
    const card = file.bytes > cardBytes ? null : await readCard(file)
    if (card && !cards.some((known) => known.name === card.name && known.greeting === card.greeting)) cards.push(card)
  }
  return {
    of(chatFile, index) {
      const named = cards.filter(({ name }) => name !== null && chatFile.startsWith(name))
      const candidates = cards.length === 1 ? cards : named
      const [card] = candidates
      if (!card || candidates.length > 1) return null
      const text = index < 0 ? card.greeting : asText(card.alternates[index])
      return text === null ? null : { author: card.name, text }
    },
  }
}

/** The card in a file; null where there is none, or none that can be read. */
async function readCard(file: SourceFile): Promise<Card | null> {
  const ending = /\.(json|png)$/i.exec(baseName(file.name))?.[1]?.toLowerCase()
  if (!ending) return null
  const read = ending === 'png' ? readPngCard(file) : readSmallJson(file, cardBytes)
  const value = asObject(await read.catch(() => null))
  const data = String(value['spec']).startsWith('chara_card_') ? asObject(value['data']) : value
  const greeting = asText(data['first_mes'])
  if (greeting === null) return null
  return { name: asText(data['name']), greeting, alternates: asList(data['alternate_greetings']) }
}
