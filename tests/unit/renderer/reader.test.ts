import { beforeEach, expect, test, vi } from 'vitest'
import { createReader } from '#renderer/features/chat/speech/reader.ts'
import { plainSpeech } from '#shared/model/speech.ts'
import type { MessageId } from '#shared/model/ids.ts'

class Utterance extends EventTarget {
  readonly text: string
  voice: { readonly voiceURI: string } | null = null
  lang = ''
  rate = 1
  constructor(text: string) {
    super()
    this.text = text
  }
}

/** The system's speech as far as the reader uses it: it says one thing, and ends when the test says so. */
function createSystem(voices: readonly { readonly lang: string; readonly localService: boolean }[]) {
  const said: Utterance[] = []
  let saying: Utterance | null = null
  const end = (type: 'end' | 'error') => {
    const ended = saying
    saying = null
    ended?.dispatchEvent(new Event(type))
  }
  const named = voices.map((voice) => ({ ...voice, voiceURI: voice.lang, name: voice.lang, default: false }))
  const synthesis = {
    getVoices: () => named,
    cancel: () => end('error'),
    speak: (utterance: Utterance) => {
      said.push(utterance)
      saying = utterance
    },
  }
  return { synthesis: synthesis as unknown as SpeechSynthesis, said, end, isSaying: () => saying !== null }
}

const message = 7 as MessageId
const sentences = [
  { text: '晚安。', language: 'zh-Hans' },
  { text: 'Good night.', language: 'en' },
  { text: 'おやすみ。', language: 'ja' },
  { text: '明天见。', language: 'zh-Hans' },
]
const here = [
  { lang: 'zh-CN', localService: true },
  { lang: 'en-US', localService: true },
]

beforeEach(() => {
  vi.stubGlobal('SpeechSynthesisUtterance', Utterance)
  return () => vi.unstubAllGlobals()
})

test('each sentence is said once in a voice of its language, and one without a voice is passed over', () => {
  const system = createSystem(here)
  const reader = createReader(system.synthesis, () => ({ ...plainSpeech, rate: 1.3 }))
  reader.read(message, sentences)
  while (system.isSaying()) system.end('end')
  expect(system.said.map(({ text, voice, rate }) => [text, voice?.voiceURI, rate])).toEqual([
    ['晚安。', 'zh-CN', 1.3],
    ['Good night.', 'en-US', 1.3],
    ['明天见。', 'zh-CN', 1.3],
  ])
  expect(reader.store.getState().reading).toBeNull()
})

test('pausing is silence at once, and going on begins with the sentence that was cut off', () => {
  const system = createSystem(here)
  const reader = createReader(system.synthesis, () => plainSpeech)
  reader.read(message, sentences)
  system.end('end')
  reader.pause()
  expect(system.isSaying()).toBe(false)
  expect(reader.store.getState().reading).toMatchObject({ at: 1, phase: 'paused' })
  reader.resume()
  expect(system.said.at(-1)?.text).toBe('Good night.')
  reader.skip(-1)
  expect(system.said.at(-1)?.text).toBe('晚安。')
})

test('another message takes over without the first going on under it; stopping ends all', () => {
  const system = createSystem(here)
  const reader = createReader(system.synthesis, () => plainSpeech)
  reader.read(message, sentences)
  reader.read(8 as MessageId, [{ text: '在。', language: 'zh-Hans' }])
  expect(system.said.map(({ text }) => text)).toEqual(['晚安。', '在。'])
  reader.stop()
  expect(system.isSaying()).toBe(false)
  expect(reader.store.getState().reading).toBeNull()
})

test('without an offline voice nothing is said, and the reading says so', () => {
  const system = createSystem([{ lang: 'zh-CN', localService: false }])
  const reader = createReader(system.synthesis, () => plainSpeech)
  reader.read(message, sentences)
  expect(system.said).toEqual([])
  expect(reader.store.getState().reading).toMatchObject({ messageId: message, phase: 'silent' })
})
