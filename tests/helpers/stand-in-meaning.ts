import type { Script } from './scripted-provider.ts'

/** Words that mean the same here. Whatever shares one of these is near. */
const meanings = [
  ['sea', 'ocean', 'beach', 'waves', '海', '沙滩', '沙灘'],
  ['dog', 'puppy', 'pup', '狗'],
  ['afraid', 'scared', 'fear', '怕'],
  ['bread', 'baked', 'oven', '面包'],
  ['mother', 'mum', '妈妈'],
]

/** The numbers that the stand-in gives for a text: one for each meaning, and a few that tell any two texts apart. */
function standInVector(text: string, dimensions = 40): number[] {
  const lower = text.toLowerCase()
  let seed = 7
  for (const character of lower) seed = (seed * 31 + (character.codePointAt(0) ?? 0)) % 65_521
  return Array.from({ length: dimensions }, (_, index) => {
    const means = meanings[index % 8]?.some((word) => lower.includes(word)) ?? false
    seed = (seed * 75 + 74) % 65_537
    return (means ? 1 : -0.1) + (seed / 65_537 - 0.5) * 0.1
  })
}

/** Texts of a request, of either interface. */
export function textsIn(body: string): string[] {
  return (JSON.parse(body) as { input: string[] }).input
}

/** Answers as OpenAI-compatible endpoints do. */
export function meant(body: string, dimensions = 40): Script {
  const data = textsIn(body).map((text, index) => ({ index, embedding: standInVector(text, dimensions) }))
  return { status: 200, body: { object: 'list', data, usage: { prompt_tokens: 10 * data.length } } }
}

/** Answers as Ollama does. */
export function meantByOllama(body: string): Script {
  return { status: 200, body: { embeddings: textsIn(body).map((text) => standInVector(text)), prompt_eval_count: 9 } }
}
