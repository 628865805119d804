import { useMutation } from '@tanstack/react-query'
import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Banner } from '#renderer/design/Banner.tsx'
import { Button } from '#renderer/design/Button.tsx'
import { Section } from '#renderer/design/Page.tsx'
import { Progress } from '#renderer/design/Progress.tsx'
import { Select } from '#renderer/design/Select.tsx'
import { useFormats } from '#renderer/i18n/format.ts'
import { useErrorText } from '#renderer/rpc/error-text.ts'
import { useClient } from '#renderer/rpc/RpcProvider.tsx'
import type { EarlierReading } from '#shared/contract/imports.ts'
import type { CompanionId } from '#shared/model/ids.ts'
import type { DayOrder, ImportRun } from '#shared/model/import-run.ts'
import { EarlierReadings } from './EarlierReadings.tsx'
import { Facts } from './Facts.tsx'
import { FileReadings } from './FileReadings.tsx'
import styles from './import.module.css'
import { MappingView } from './MappingView.tsx'
import { OwnNames } from './OwnNames.tsx'
import { Reasons } from './Reasons.tsx'
import { TargetView } from './TargetView.tsx'
import { useBesideFacts } from './use-beside-facts.ts'
import { useBelonging, type Belonging } from './use-belonging.ts'
import { useRereading } from './use-rereading.ts'

const shownModels = 6

/** What an export holds, and to whom it belongs, before anything is imported. */
export function PreviewView(props: {
  readonly run: ImportRun
  readonly onRun: (run: ImportRun) => void
  /** Theirs unless the person says otherwise. */
  readonly companionId: CompanionId | null
  readonly cancel: ReactNode
}) {
  const { run, onRun, companionId } = props
  const { t } = useTranslation(['import', 'library'])
  const formats = useFormats()
  const besideFacts = useBesideFacts()
  const errorText = useErrorText()
  const client = useClient()
  const [dayOrder, setDayOrder] = useState<DayOrder | null>(null)
  const [earlier, setEarlier] = useState<EarlierReading | null>(null)
  const [own, setOwn] = useState<ReadonlySet<string>>(new Set())
  const rereading = useRereading(run, onRun)
  const belonging = useBelonging(run.preview, own, companionId)
  const start = useMutation({
    mutationFn: (whose: NonNullable<Belonging['answer']>) =>
      client.imports.start({ id: run.id, ...whose, you: [...own], dayOrder, earlier }),
    onSuccess: onRun,
  })

  const { preview } = run
  if (preview === null) return null
  const whose = belonging.answer
  const models = preview.models
    .slice(0, shownModels)
    .map(({ model, messages }) => `${model} (${formats.number(messages)})`)
  const rest = preview.models.length - models.length
  const found = [...new Set(preview.files.flatMap(({ format }) => format ?? []))]
  const unsure = preview.reasons.find(({ code }) => code === 'date-order-unsure')
  // Who speaks in a file of no known app is said where its mapping is.
  const told = new Set(preview.mappings.flatMap(({ speakers }) => speakers.map(({ name }) => name)))
  const asked = preview.people.filter(({ name, side }) => side === 'unknown' && !told.has(name))
  const isAnswered =
    (unsure === undefined || dayOrder !== null) && (preview.readBefore.length === 0 || earlier !== null)
  const isReady = run.state === 'ready' && !rereading.busy && isAnswered && whose !== null
  return (
    <form
      className={styles['preview']}
      onSubmit={(event) => {
        event.preventDefault()
        if (whose !== null) start.mutate(whose)
      }}
    >
      <Section
        title={t('import:preview.title', { format: found.map((source) => t(`library:source.${source}`)).join(' · ') })}
      >
        <Facts
          facts={[
            ...besideFacts(preview.beside),
            [t('import:facts.conversations'), formats.number(preview.conversations)],
            [t('import:facts.messages'), formats.number(preview.messages)],
            [t('import:facts.attachments'), formats.number(preview.attachments)],
            [
              t('import:facts.dates'),
              preview.from === null || preview.to === null
                ? t('import:facts.undated')
                : formats.dateRange(preview.from, preview.to),
            ],
            [
              t('import:facts.models'),
              models.length === 0
                ? t('import:facts.noModels')
                : [...models, ...(rest > 0 ? [t('import:facts.moreModels', { count: rest })] : [])].join(' · '),
            ],
            [t('import:facts.titles'), preview.sampleTitles.join(' · ')],
          ]}
        />
        <FileReadings run={run} files={preview.files} onRun={onRun} />
        <Reasons reasons={preview.reasons} />
      </Section>
      {preview.mappings.map((one) => (
        <MappingView
          key={one.file}
          preview={one}
          mapping={rereading.shown(one.file, one.mapping)}
          onChange={(mapping) => rereading.say(one.file, mapping)}
        />
      ))}
      {rereading.error !== null && (
        <Banner tone="danger" live>
          {errorText(rereading.error)}
        </Banner>
      )}
      {preview.readBefore.length > 0 && (
        <EarlierReadings readBefore={preview.readBefore} value={earlier} onChange={setEarlier} />
      )}
      {unsure && (
        <Section title={t('import:dates.title')} description={t('import:dates.hint', { example: unsure.item ?? '' })}>
          <Select<DayOrder>
            label={t('import:dates.label')}
            placeholder={t('import:dates.placeholder')}
            value={dayOrder}
            onChange={setDayOrder}
            options={[
              { value: 'day-first', label: t('import:dates.dayFirst') },
              { value: 'month-first', label: t('import:dates.monthFirst') },
            ]}
          />
        </Section>
      )}
      {asked.length > 0 && <OwnNames people={asked} own={own} onChange={setOwn} />}
      <TargetView belonging={belonging} />
      {start.error !== null && (
        <Banner tone="danger" live>
          {errorText(start.error)}
        </Banner>
      )}
      <div className={styles['actions']}>
        <Button type="submit" look="primary" busy={start.isPending} disabled={!isReady}>
          {preview.messages === 0
            ? t('import:preview.startBeside')
            : t('import:preview.start', { count: preview.messages, messages: formats.number(preview.messages) })}
        </Button>
        {props.cancel}
      </div>
      {run.state === 'inspecting' && (
        <Progress
          label={t('import:mapping.reading')}
          value={run.progress.bytesTotal > 0 ? run.progress.bytesDone / run.progress.bytesTotal : null}
        />
      )}
    </form>
  )
}
