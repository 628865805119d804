import { expect, test } from 'vitest'
import { sentencesOf } from '#renderer/features/chat/speech/sentences.ts'
import { type SystemVoice, voiceFor } from '#renderer/features/chat/speech/voices.ts'
import { plainSpeech } from '#shared/model/speech.ts'

const voice = (voiceURI: string, lang: string, more: Partial<SystemVoice> = {}): SystemVoice => ({
  voiceURI,
  name: voiceURI,
  lang,
  localService: true,
  default: false,
  ...more,
})

test('sentences are cut as each language ends them, and each is read in its own', () => {
  expect(sentencesOf('今晚的月亮很亮。你看见了吗？\nI saw it. Wren did, too!', 'zh-Hans')).toEqual([
    { text: '今晚的月亮很亮。', language: 'zh-Hans' },
    { text: '你看见了吗？', language: 'zh-Hans' },
    { text: 'I saw it.', language: 'en' },
    { text: 'Wren did, too!', language: 'en' },
  ])
})

test('kaomoji, rules and lone emoji are not said', () => {
  expect(sentencesOf('(｡•́︿•̀｡)\n———\n🌙\n晚安', 'zh-Hant').map(({ text }) => text)).toEqual(['晚安'])
})

test('a voice that would send the words away is never taken, not even when chosen or alone', () => {
  const away = voice('cloud', 'zh-CN', { localService: false, default: true })
  expect(voiceFor('zh-Hans', [away], { ...plainSpeech, voices: { zh: 'cloud', en: null } })).toBeNull()
  const here = voice('here', 'zh-CN')
  expect(voiceFor('zh-Hans', [away, here], plainSpeech)).toBe(here)
})

test('a sentence gets the chosen voice of its language, else one of its own script', () => {
  const voices = [
    voice('mandarin', 'cmn_CN'),
    voice('taipei', 'zh-TW'),
    voice('london', 'en-GB'),
    voice('boston', 'en-US', { default: true }),
  ]
  const uriFor = (language: string, chosen = plainSpeech.voices) =>
    voiceFor(language, voices, { ...plainSpeech, voices: chosen })?.voiceURI
  expect(uriFor('zh-Hant')).toBe('taipei')
  expect(uriFor('zh-Hans')).toBe('mandarin')
  expect(uriFor('en')).toBe('boston')
  expect(uriFor('en', { zh: null, en: 'london' })).toBe('london')
  expect(uriFor('zh-Hant', { zh: 'mandarin', en: null })).toBe('mandarin')
  expect(uriFor('ja')).toBeUndefined()
})
