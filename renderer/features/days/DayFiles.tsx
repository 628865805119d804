import { useMutation, useQuery } from '@tanstack/react-query'
import { Download, Upload } from 'lucide-react'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Banner } from '#renderer/design/Banner.tsx'
import { Button } from '#renderer/design/Button.tsx'
import { Section } from '#renderer/design/Page.tsx'
import { saveBlob } from '#renderer/design/save-file.ts'
import { Select } from '#renderer/design/Select.tsx'
import { useFormats } from '#renderer/i18n/format.ts'
import { useErrorText } from '#renderer/rpc/error-text.ts'
import { useApi, useClient } from '#renderer/rpc/RpcProvider.tsx'
import { BringInDialog, type FoundDays } from './BringInDialog.tsx'
import styles from './form.module.css'

/** Days out as a calendar or as JSON, and in from either after a look at what was found. */
export function DayFiles() {
  const { t } = useTranslation('days')
  const client = useClient()
  const formats = useFormats()
  const errorText = useErrorText()
  const companions = useQuery(useApi().companions.list.queryOptions()).data ?? []
  const [who, setWho] = useState('0')
  const [found, setFound] = useState<FoundDays | null>(null)
  const input = useRef<HTMLInputElement>(null)
  const companion = companions.find(({ id }) => String(id) === who)

  const save = useMutation({
    async mutationFn(kind: 'ics' | 'json') {
      const of = companion ? { companionId: companion.id } : {}
      const { text } = await (kind === 'ics' ? client.milestones.writeCalendar(of) : client.milestones.writeDays(of))
      const type = kind === 'ics' ? 'text/calendar' : 'application/json'
      const name = t('settings.fileName', { date: formats.fileDate(Date.now()) })
      saveBlob(`${name}.${kind}`, new Blob([text], { type }))
    },
  })
  const read = useMutation({
    mutationFn: async (file: File) => client.milestones.readCalendar({ text: await file.text() }),
    onSuccess: setFound,
  })
  const error = save.error ?? read.error
  return (
    <Section title={t('settings.files')} description={t('settings.filesBody')}>
      {companions.length > 1 && (
        <Select
          label={t('settings.ofWhom')}
          value={who}
          onChange={setWho}
          options={[
            { value: '0', label: t('settings.everyone') },
            ...companions.map(({ id, profile }) => ({ value: String(id), label: profile.name })),
          ]}
        />
      )}
      <div className={styles['line']}>
        <Button icon={<Download size="1.125em" strokeWidth={1.5} aria-hidden />} onClick={() => save.mutate('ics')}>
          {t('settings.saveCalendar')}
        </Button>
        <Button look="quiet" onClick={() => save.mutate('json')}>
          {t('settings.saveJson')}
        </Button>
      </div>
      <p className={styles['hint']}>{t('settings.calendarHint')}</p>
      <div>
        <Button
          icon={<Upload size="1.125em" strokeWidth={1.5} aria-hidden />}
          busy={read.isPending}
          onClick={() => input.current?.click()}
        >
          {t('settings.bringIn')}
        </Button>
        <input
          ref={input}
          type="file"
          hidden
          accept=".ics,.json,text/calendar,application/json"
          aria-label={t('settings.bringIn')}
          onChange={(event) => {
            const [file] = event.currentTarget.files ?? []
            if (file !== undefined) read.mutate(file)
            event.currentTarget.value = ''
          }}
        />
      </div>
      {error === null ? null : (
        <Banner tone="danger" live>
          {errorText(error)}
        </Banner>
      )}
      <BringInDialog found={found} companions={companions} onClose={() => setFound(null)} />
    </Section>
  )
}
