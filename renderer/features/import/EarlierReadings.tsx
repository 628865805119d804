import { useTranslation } from 'react-i18next'
import { Section } from '#renderer/design/Page.tsx'
import { Select } from '#renderer/design/Select.tsx'
import { useFormats } from '#renderer/i18n/format.ts'
import type { EarlierReading } from '#shared/contract/imports.ts'
import type { ReadBefore } from '#shared/model/import-run.ts'

/** Asks what becomes of what came in when the same files were read in another way. */
export function EarlierReadings(props: {
  readonly readBefore: readonly ReadBefore[]
  readonly value: EarlierReading | null
  readonly onChange: (value: EarlierReading) => void
}) {
  const { readBefore, value, onChange } = props
  const { t } = useTranslation('import')
  const formats = useFormats()
  const latest = Math.max(...readBefore.map(({ at }) => at))
  const replaceable = readBefore.every((one) => one.replaceable)
  const files = readBefore.map(({ file }) => file).join(' · ')
  return (
    <Section title={t('before.title')} description={t('before.hint', { files, date: formats.date(latest) })}>
      <Select<EarlierReading>
        label={t('before.label')}
        hint={t(replaceable ? 'before.replaceHint' : 'before.together')}
        placeholder={t('before.placeholder')}
        value={value}
        onChange={onChange}
        options={[
          ...(replaceable ? ([{ value: 'replace', label: t('before.replace') }] as const) : []),
          { value: 'keep', label: t('before.keep') },
        ]}
      />
    </Section>
  )
}
