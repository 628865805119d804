import { useQuery } from '@tanstack/react-query'
import { createContext, type ReactNode, use, useEffect, useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useStore } from 'zustand'
import type { CompanionId, MessageId } from '#shared/model/ids.ts'
import type { Message } from '#shared/model/message.ts'
import { plainSpeech } from '#shared/model/speech.ts'
import { useApi } from '#renderer/rpc/RpcProvider.tsx'
import { rangeOfSentence } from './find-words.ts'
import { createReader, type Reader } from './reader.ts'
import { sentencesOf } from './sentences.ts'
import { spokenWords } from './spoken-words.ts'

type SpeechSetting = { readonly reader: Reader; readonly readAloud: (message: Message) => void }

const Context = createContext<SpeechSetting | null>(null)

/** Reads messages of one thread aloud, in the companion's voice. Leaving the thread ends it. */
export function SpeechSpace(props: { readonly companionId: CompanionId | null; readonly children: ReactNode }) {
  const { companionId, children } = props
  const { i18n } = useTranslation()
  const api = useApi()
  const { data: speech = plainSpeech } = useQuery({
    ...api.companions.speech.queryOptions({ input: { id: companionId ?? (0 as CompanionId) } }),
    enabled: companionId !== null,
  })
  const latest = useRef({ speech, language: i18n.language })
  latest.current = { speech, language: i18n.language }
  const isGone = useRef(false)
  const [reader] = useState(() => createReader(speechSynthesis, () => latest.current.speech))

  useEffect(() => {
    // Some systems only begin to look for their voices when first asked.
    speechSynthesis.getVoices()
    isGone.current = false
    return () => {
      isGone.current = true
      reader.stop()
    }
  }, [reader])
  useHighlight(reader)

  const setting = useMemo<SpeechSetting>(
    () => ({
      reader,
      readAloud: (message) =>
        void spokenWords(message).then((words) => {
          // What reads Markdown comes when it is first wanted, and the thread may have been left before it did.
          if (!isGone.current) reader.read(message.id, sentencesOf(words, latest.current.language))
        }),
    }),
    [reader],
  )
  return <Context value={setting}>{children}</Context>
}

/** The reader of the thread around. */
export function useSpeech(): SpeechSetting {
  const setting = use(Context)
  if (!setting) throw new Error('useSpeech outside of SpeechSpace')
  return setting
}

/** Whether this message is being read aloud. */
export function useIsRead(messageId: MessageId): boolean {
  return useStore(
    useSpeech().reader.store,
    ({ reading }) => reading?.messageId === messageId && reading.phase !== 'silent',
  )
}

/** Lights up the sentence that is being said, without touching the words. */
function useHighlight({ store }: Reader): void {
  useEffect(() => {
    const paint = () => {
      const { reading } = store.getState()
      CSS.highlights.delete('reading')
      if (!reading || reading.phase === 'silent') return
      const words = document.querySelector(`article[data-message="${reading.messageId}"] > [lang]`)
      const range = words && rangeOfSentence(words, reading.sentences, reading.at)
      if (range) CSS.highlights.set('reading', new Highlight(range))
    }
    const stop = store.subscribe(paint)
    return () => {
      stop()
      CSS.highlights.delete('reading')
    }
  }, [store])
}
