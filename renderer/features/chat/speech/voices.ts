import type { Speech, SpokenLanguage } from '#shared/model/speech.ts'

/** What of a system voice matters here. */
export type SystemVoice = Pick<SpeechSynthesisVoice, 'voiceURI' | 'name' | 'lang' | 'localService' | 'default'>

/** `zh_CN`, `cmn-Hans-CN` and `zh-TW` are all Chinese. */
export function primaryLanguage(tag: string): string {
  const primary = tag.toLowerCase().split(/[-_]/)[0] ?? ''
  return primary === 'cmn' || primary === 'yue' ? 'zh' : primary
}

/** Only voices that speak on this machine: any other would send the words to somebody. */
export function offlineVoices<Voice extends SystemVoice>(voices: readonly Voice[]): Voice[] {
  return voices.filter((voice) => voice.localService)
}

function isTraditional(tag: string): boolean {
  return /hant|[-_](tw|hk|mo)/i.test(tag)
}

/** The voice for a sentence: the chosen one, or the system's nearest; null where this machine has none for the language. */
export function voiceFor<Voice extends SystemVoice>(
  language: string,
  voices: readonly Voice[],
  { voices: chosen }: Speech,
): Voice | null {
  const primary = primaryLanguage(language)
  const fitting = offlineVoices(voices).filter((voice) => primaryLanguage(voice.lang) === primary)
  const wish = primary in chosen ? chosen[primary as SpokenLanguage] : null
  const wished = fitting.find(({ voiceURI }) => voiceURI === wish)
  if (wished) return wished
  const script =
    primary === 'zh' ? fitting.filter((voice) => isTraditional(voice.lang) === isTraditional(language)) : []
  const near = script.length > 0 ? script : fitting
  return near.find((voice) => voice.default) ?? near[0] ?? null
}
