import { useTranslation } from 'react-i18next'
import { Button } from '#renderer/design/Button.tsx'
import { Section } from '#renderer/design/Page.tsx'
import { Segmented } from '#renderer/design/Segmented.tsx'
import { Select } from '#renderer/design/Select.tsx'
import { useFormats } from '#renderer/i18n/format.ts'
import type { ImportMapping, PreviewMapping, RowSide } from '#shared/model/import-mapping.ts'
import { FirstRows } from './FirstRows.tsx'
import styles from './mapping.module.css'
import { assign, assignable, listOf, mappingForList, takeSide, type Assignable } from './mapping-change.ts'

const notInIt = '\u0000none'
const wholeFile = '[]'

/** How a file of no known app is read, and what comes of it; the person can change every part of it. */
export function MappingView(props: {
  readonly preview: PreviewMapping
  /** As the person wants it, which may be ahead of what was read. */
  readonly mapping: ImportMapping | null
  readonly onChange: (mapping: ImportMapping | null) => void
}) {
  const { preview, onChange } = props
  const { t } = useTranslation('import')
  const list = listOf(preview, props.mapping)
  if (list === null) return null
  const mapping = props.mapping ?? mappingForList(list)
  const isMixed = mapping.list.length === 0
  const shown = assignable.filter((what) => what !== 'conversation' || isMixed)
  return (
    <Section title={t('mapping.title', { file: preview.file })} description={t('mapping.hint')}>
      <div className={styles['mapping']}>
        {preview.lists.length > 1 && (
          <Select
            label={t('mapping.list')}
            value={JSON.stringify(list.list)}
            onChange={(key) => {
              const chosen = preview.lists.find((one) => JSON.stringify(one.list) === key)
              if (chosen) onChange(mappingForList(chosen))
            }}
            options={preview.lists.map((one) => {
              const value = JSON.stringify(one.list)
              return { value, label: value === wholeFile ? t('mapping.whole') : pathOf(one.list) }
            })}
          />
        )}
        <div className={styles['fields']}>
          {shown.map((what) => (
            <FieldSelect key={what} what={what} mapping={mapping} fields={list.fields} onChange={onChange} />
          ))}
        </div>
        <FirstRows list={list} mapping={mapping} />
        <WhoIsWho preview={preview} mapping={mapping} onChange={onChange} />
        <Outcome preview={preview} />
        {preview.corrected && (
          <div>
            <Button size="small" onClick={() => onChange(null)}>
              {t('mapping.reset')}
            </Button>
          </div>
        )}
      </div>
    </Section>
  )
}

function FieldSelect(props: {
  readonly what: Assignable
  readonly mapping: ImportMapping
  readonly fields: readonly string[]
  readonly onChange: (mapping: ImportMapping) => void
}) {
  const { what, mapping, fields, onChange } = props
  const { t } = useTranslation('import')
  const value = mapping[what]
  const needed = what === 'text' || what === 'role'
  return (
    <Select
      label={t(`mapping.${what}`)}
      placeholder={t('mapping.choose')}
      value={value === '' ? null : (value ?? notInIt)}
      onChange={(field) => onChange(assign(mapping, what, field === notInIt ? null : field))}
      options={[
        ...(needed ? [] : [{ value: notInIt, label: t('mapping.none') }]),
        ...fields.map((field) => ({ value: field, label: field })),
      ]}
    />
  )
}

type ShownSide = 'user' | 'assistant' | 'system' | 'unknown'

function WhoIsWho(props: {
  readonly preview: PreviewMapping
  readonly mapping: ImportMapping
  readonly onChange: (mapping: ImportMapping) => void
}) {
  const { preview, mapping, onChange } = props
  const { t } = useTranslation('import')
  const formats = useFormats()
  if (preview.speakers.length === 0) return null
  return (
    <div className={styles['part']}>
      <h3 className={styles['heading']}>{t('mapping.who')}</h3>
      <ul className={styles['speakers']}>
        {preview.speakers.map(({ name, messages, side }) => (
          <li key={name} className={styles['speaker']}>
            <span>{t('mapping.speaker', { name, messages: formats.number(messages) })}</span>
            <Segmented<ShownSide>
              label={t('mapping.whose', { name })}
              value={shownSide(mapping.sides[name] ?? side)}
              onChange={(chosen) => onChange(takeSide(mapping, name, chosen))}
              segments={[
                { value: 'user', label: t('mapping.you') },
                { value: 'assistant', label: t('mapping.them') },
                { value: 'system', label: t('mapping.neither') },
              ]}
            />
          </li>
        ))}
      </ul>
    </div>
  )
}

function Outcome(props: { readonly preview: PreviewMapping }) {
  const { conversations, messages, first } = props.preview
  const { t } = useTranslation('import')
  const formats = useFormats()
  if (conversations === 0) {
    return (
      <p className={styles['nothing']} role="status">
        {t('mapping.nothing')}
      </p>
    )
  }
  const counts = [
    t('mapping.counts', { count: conversations, conversations: formats.number(conversations) }),
    t('people.messages', { count: messages, messages: formats.number(messages) }),
  ].join(' · ')
  const nameOf = { user: t('mapping.you'), assistant: t('mapping.them'), system: t('mapping.neither'), tool: '' }
  return (
    <div className={styles['part']}>
      <h3 className={styles['heading']}>{t('mapping.first')}</h3>
      <ol className={styles['first']}>
        {first.map(({ role, author, text, createdAt }, index) => (
          <li key={`${index} ${text}`} data-role={role}>
            <span className={styles['by']}>
              {[...new Set([nameOf[role], author ?? '']), createdAt === null ? '' : formats.dateTime(createdAt)]
                .filter((part) => part !== '')
                .join(' · ')}
            </span>
            <span className={styles['words']}>{text}</span>
          </li>
        ))}
      </ol>
      <p className={styles['counts']} role="status">
        {counts}
      </p>
    </div>
  )
}

/** Tools are nobody either. */
function shownSide(side: RowSide): ShownSide {
  return side === 'tool' ? 'system' : side
}

function pathOf(list: readonly string[]): string {
  return list.filter((step) => step !== '*').join(' › ') || '*'
}
