import { useEffect, useState } from 'react'
import { offlineVoices } from './voices.ts'

/** The voices of this machine, as they become known. */
export function useOfflineVoices(): readonly SpeechSynthesisVoice[] {
  const [voices, setVoices] = useState(() => offlineVoices(speechSynthesis.getVoices()))
  useEffect(() => {
    const read = () => setVoices(offlineVoices(speechSynthesis.getVoices()))
    speechSynthesis.addEventListener('voiceschanged', read)
    return () => speechSynthesis.removeEventListener('voiceschanged', read)
  }, [])
  return voices
}
