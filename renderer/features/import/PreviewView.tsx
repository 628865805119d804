import { useMutation, useQuery } from '@tanstack/react-query'
import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Banner } from '#renderer/design/Banner.tsx'
import { Button } from '#renderer/design/Button.tsx'
import { Section } from '#renderer/design/Page.tsx'
import { Progress } from '#renderer/design/Progress.tsx'
import { Select } from '#renderer/design/Select.tsx'
import { TextField } from '#renderer/design/TextField.tsx'
import { useFormats } from '#renderer/i18n/format.ts'
import { useErrorText } from '#renderer/rpc/error-text.ts'
import { useApi, useClient } from '#renderer/rpc/RpcProvider.tsx'
import type { EarlierReading, ImportTarget } from '#shared/contract/imports.ts'
import type { CompanionId } from '#shared/model/ids.ts'
import type { DayOrder, ImportRun } from '#shared/model/import-run.ts'
import { EarlierReadings } from './EarlierReadings.tsx'
import { Facts } from './Facts.tsx'
import { FileReadings } from './FileReadings.tsx'
import styles from './import.module.css'
import { MappingView } from './MappingView.tsx'
import { OwnNames } from './OwnNames.tsx'
import { Reasons } from './Reasons.tsx'
import { useRereading } from './use-rereading.ts'

const someoneNew = 'new'
const nobody = 'nobody'
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
  const errorText = useErrorText()
  const client = useClient()
  const api = useApi()
  const companions = useQuery(api.companions.list.queryOptions()).data
  const providers = useQuery(api.providers.list.queryOptions()).data
  const [chosen, setChosen] = useState(companionId === null ? null : String(companionId))
  const [name, setName] = useState('')
  const [dayOrder, setDayOrder] = useState<DayOrder | null>(null)
  const [earlier, setEarlier] = useState<EarlierReading | null>(null)
  const [own, setOwn] = useState<ReadonlySet<string>>(new Set())
  const rereading = useRereading(run, onRun)
  // Most people have one companion, and it is theirs that comes home; years of somebody never belong to the demo.
  const demo = providers?.find(({ preset }) => preset === 'demo')
  const first = companions?.find(
    ({ archived, binding }) => !archived && (demo === undefined || binding?.providerId !== demo.id),
  )
  // Our own document knows whose everything is.
  const isOurs = run.preview?.format === 'keepsake'
  const most = isOurs ? nobody : String(first?.id ?? someoneNew)
  const who = chosen ?? (companions && providers ? most : null)
  const start = useMutation({
    mutationFn: (target: ImportTarget) =>
      client.imports.start({ id: run.id, target, you: [...own], dayOrder, earlier }),
    onSuccess: onRun,
  })

  const { preview } = run
  if (preview === null) return null
  const target = targetOf(who, name, companions ?? [])
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
  const isReady = run.state === 'ready' && !rereading.busy && isAnswered && target !== null
  return (
    <form
      className={styles['preview']}
      onSubmit={(event) => {
        event.preventDefault()
        if (target !== null) start.mutate(target)
      }}
    >
      <Section
        title={t('import:preview.title', { format: found.map((source) => t(`library:source.${source}`)).join(' · ') })}
      >
        <Facts
          facts={[
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
      <Section
        title={t('import:target.title')}
        description={isOurs ? t('import:target.ours') : t('import:target.hint')}
      >
        <Select
          label={t('import:target.label')}
          value={who}
          onChange={setChosen}
          options={[
            ...(companions ?? []).map(({ id, profile }) => ({ value: String(id), label: profile.name })),
            { value: someoneNew, label: t('import:target.new') },
            { value: nobody, label: t('import:target.nobody') },
          ]}
        />
        {who === someoneNew && (
          <TextField
            label={t('import:target.name')}
            value={name}
            maxLength={120}
            onChange={(event) => setName(event.target.value)}
          />
        )}
      </Section>
      {start.error !== null && (
        <Banner tone="danger" live>
          {errorText(start.error)}
        </Banner>
      )}
      <div className={styles['actions']}>
        <Button type="submit" look="primary" busy={start.isPending} disabled={!isReady}>
          {t('import:preview.start', { count: preview.messages, messages: formats.number(preview.messages) })}
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

function targetOf(
  who: string | null,
  name: string,
  companions: readonly { readonly id: Extract<ImportTarget, { kind: 'companion' }>['companionId'] }[],
): ImportTarget | null {
  if (who === nobody) return { kind: 'nobody' }
  if (who === someoneNew) return name.trim() === '' ? null : { kind: 'new', name: name.trim() }
  const companion = companions.find(({ id }) => String(id) === who)
  return companion ? { kind: 'companion', companionId: companion.id } : null
}
