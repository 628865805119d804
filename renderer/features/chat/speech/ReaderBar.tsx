import { Pause, Play, SkipBack, SkipForward, SlidersHorizontal, Square, X } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useStore } from 'zustand'
import type { CompanionId } from '#shared/model/ids.ts'
import { useActions } from '#renderer/actions/use-actions.ts'
import { IconButton } from '#renderer/design/IconButton.tsx'
import styles from './ReaderBar.module.css'
import { SpeechDialog } from './SpeechDialog.tsx'
import { useSpeech } from './SpeechSpace.tsx'

/** What is being read aloud, and the way to halt it. */
export function ReaderBar({ companionId }: { readonly companionId: CompanionId | null }) {
  const { t } = useTranslation('chat')
  const { reader } = useSpeech()
  const reading = useStore(reader.store, (state) => state.reading)
  const [choosing, setChoosing] = useState(false)
  const paused = reading?.phase === 'paused'
  const heard = reading !== null && reading.phase !== 'silent'
  const hold = { name: paused ? t('speech.goOn') : t('speech.pause'), run: paused ? reader.resume : reader.pause }
  useActions([
    { id: 'speech.hold', ...hold, group: 'conversation', enabled: heard },
    { id: 'speech.stop', name: t('speech.stop'), group: 'conversation', enabled: heard, run: reader.stop },
  ])
  if (!reading) return null
  if (reading.phase === 'silent') {
    return (
      <div className={styles['bar']} role="status">
        <p className={styles['words']}>{t('speech.noVoice')}</p>
        <IconButton size="small" name={t('speech.close')} icon={<X />} onClick={reader.stop} />
      </div>
    )
  }
  return (
    <div className={styles['bar']} role="region" aria-label={t('speech.bar')}>
      <IconButton size="small" name={hold.name} icon={paused ? <Play /> : <Pause />} onClick={hold.run} />
      <IconButton size="small" name={t('speech.back')} icon={<SkipBack />} onClick={() => reader.skip(-1)} />
      <IconButton size="small" name={t('speech.forward')} icon={<SkipForward />} onClick={() => reader.skip(1)} />
      <p className={styles['words']}>
        {t('speech.sentence', { number: reading.at + 1, total: reading.sentences.length })}
      </p>
      {companionId !== null && (
        <IconButton
          size="small"
          name={t('speech.settings')}
          icon={<SlidersHorizontal />}
          onClick={() => {
            reader.pause()
            setChoosing(true)
          }}
        />
      )}
      <IconButton size="small" name={t('speech.stop')} icon={<Square />} onClick={reader.stop} />
      {choosing && companionId !== null && (
        <SpeechDialog companionId={companionId} onClose={() => setChoosing(false)} />
      )}
    </div>
  )
}
