import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { CompanionId } from '#shared/model/ids.ts'
import { plainSpeech, type Speech, type SpokenLanguage, spokenLanguages } from '#shared/model/speech.ts'
import { Button } from '#renderer/design/Button.tsx'
import { Dialog } from '#renderer/design/Dialog.tsx'
import { Select } from '#renderer/design/Select.tsx'
import { useToast } from '#renderer/design/Toasts.tsx'
import { useFormats } from '#renderer/i18n/format.ts'
import { useErrorText } from '#renderer/rpc/error-text.ts'
import { useApi, useClient } from '#renderer/rpc/RpcProvider.tsx'
import { useOfflineVoices } from './use-voices.ts'
import { primaryLanguage } from './voices.ts'

const rates = [0.6, 0.75, 0.9, 1, 1.15, 1.3, 1.5]
const systemChoice = ''

/** The voices a companion's words are read in, and how fast. */
export function SpeechDialog(props: { readonly companionId: CompanionId; readonly onClose: () => void }) {
  const { companionId, onClose } = props
  const { t } = useTranslation('chat')
  const formats = useFormats()
  const client = useClient()
  const toast = useToast()
  const errorText = useErrorText()
  const voices = useOfflineVoices()
  const { data: speech = plainSpeech } = useQuery(
    useApi().companions.speech.queryOptions({ input: { id: companionId } }),
  )
  const save = (next: Speech) => {
    client.companions
      .setSpeech({ id: companionId, speech: next })
      .catch((error: unknown) => toast({ title: errorText(error) }))
  }
  const voiceOptions = (language: SpokenLanguage) => [
    { value: systemChoice, label: t('speech.systemChoice') },
    ...voices
      .filter(({ lang }) => primaryLanguage(lang) === language)
      .map(({ voiceURI, name }) => ({ value: voiceURI, label: name })),
  ]
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={t('speech.settings')}
      actions={<Button onClick={onClose}>{t('speech.close')}</Button>}
    >
      {spokenLanguages.map((language) => (
        <Select
          key={language}
          label={language === 'zh' ? t('speech.voiceZh') : t('speech.voiceEn')}
          options={voiceOptions(language)}
          value={speech.voices[language] ?? systemChoice}
          onChange={(voice) => save({ ...speech, voices: { ...speech.voices, [language]: voice || null } })}
        />
      ))}
      <Select
        label={t('speech.rate')}
        hint={t('speech.offline')}
        options={rates.map((rate) => ({ value: String(rate), label: formats.percent(rate) }))}
        value={String(speech.rate)}
        onChange={(rate) => save({ ...speech, rate: Number(rate) })}
      />
    </Dialog>
  )
}
