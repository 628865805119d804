import { useTranslation } from 'react-i18next'
import { Section } from '#renderer/design/Page.tsx'
import { Switch } from '#renderer/design/Switch.tsx'
import { useFormats } from '#renderer/i18n/format.ts'
import type { PreviewPerson } from '#shared/model/import-run.ts'
import styles from './import.module.css'

/** Asks which of the names in an export are the person's own. */
export function OwnNames(props: {
  readonly people: readonly PreviewPerson[]
  readonly own: ReadonlySet<string>
  readonly onChange: (own: ReadonlySet<string>) => void
}) {
  const { people, own, onChange } = props
  const { t } = useTranslation('import')
  const formats = useFormats()
  return (
    <Section title={t('people.title')} description={t('people.hint')}>
      <div className={styles['people']} role="group" aria-label={t('people.title')}>
        {people.map(({ name, messages }) => (
          <Switch
            key={name}
            label={name}
            hint={t('people.messages', { count: messages, messages: formats.number(messages) })}
            checked={own.has(name)}
            onChange={(checked) => {
              const next = new Set(own)
              if (checked) next.add(name)
              else next.delete(name)
              onChange(next)
            }}
          />
        ))}
      </div>
    </Section>
  )
}
