import { createStore, type StoreApi } from 'zustand/vanilla'
import type { MessageId } from '#shared/model/ids.ts'
import type { Speech } from '#shared/model/speech.ts'
import type { Sentence } from './sentences.ts'
import { voiceFor } from './voices.ts'

/** `silent`: this machine has no offline voice for any of the words. */
export type Reading = {
  readonly messageId: MessageId
  readonly sentences: readonly Sentence[]
  readonly at: number
  readonly phase: 'playing' | 'paused' | 'silent'
}

export type Reader = {
  readonly store: StoreApi<{ readonly reading: Reading | null }>
  readonly read: (messageId: MessageId, sentences: readonly Sentence[]) => void
  readonly pause: () => void
  readonly resume: () => void
  /** Goes on with the sentence so many before or after. */
  readonly skip: (by: number) => void
  readonly stop: () => void
}

/** Reads one message at a time, sentence by sentence, in voices of this machine. It never begins by itself. */
export function createReader(synthesis: SpeechSynthesis, speechNow: () => Speech): Reader {
  const store = createStore<{ readonly reading: Reading | null }>(() => ({ reading: null }))
  /** Whoever was told to speak under an older turn is no longer listened to. */
  let turn = 0

  const hush = () => {
    turn += 1
    synthesis.cancel()
  }

  function speakFrom(at: number): void {
    hush()
    const { reading } = store.getState()
    if (!reading) return
    const speech = speechNow()
    const voices = synthesis.getVoices()
    const next = reading.sentences.findIndex(
      ({ language }, index) => index >= at && voiceFor(language, voices, speech) !== null,
    )
    const sentence = reading.sentences[next]
    const voice = sentence && voiceFor(sentence.language, voices, speech)
    if (!sentence || !voice) {
      const some = reading.sentences.some(({ language }) => voiceFor(language, voices, speech) !== null)
      store.setState({ reading: some ? null : { ...reading, phase: 'silent' } })
      return
    }
    store.setState({ reading: { ...reading, at: next, phase: 'playing' } })
    const mine = turn
    const utterance = new SpeechSynthesisUtterance(sentence.text)
    utterance.voice = voice
    utterance.lang = voice.lang
    utterance.rate = speech.rate
    const goOn = () => {
      if (mine === turn) speakFrom(next + 1)
    }
    utterance.addEventListener('end', goOn)
    // A sentence that a voice cannot say must not hold up the rest.
    utterance.addEventListener('error', goOn)
    synthesis.speak(utterance)
  }

  return {
    store,
    read(messageId, sentences) {
      store.setState({ reading: { messageId, sentences, at: 0, phase: 'playing' } })
      speakFrom(0)
    },
    pause() {
      // The engine's own pause forgets to go on, on more than one system; a sentence is short enough to begin again.
      hush()
      store.setState(({ reading }) => ({ reading: reading && { ...reading, phase: 'paused' } }))
    },
    resume() {
      const { reading } = store.getState()
      if (reading) speakFrom(reading.at)
    },
    skip(by) {
      const { reading } = store.getState()
      if (reading) speakFrom(Math.max(0, Math.min(reading.sentences.length - 1, reading.at + by)))
    },
    stop() {
      hush()
      store.setState({ reading: null })
    },
  }
}
