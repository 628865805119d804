import { useMutation } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { Banner } from '#renderer/design/Banner.tsx'
import { Disclosure } from '#renderer/design/Disclosure.tsx'
import { Select } from '#renderer/design/Select.tsx'
import { listed } from '#renderer/i18n/listed.ts'
import { useErrorText } from '#renderer/rpc/error-text.ts'
import { useClient } from '#renderer/rpc/RpcProvider.tsx'
import { Source } from '#shared/model/conversation.ts'
import type { ImportRun, PreviewFile } from '#shared/model/import-run.ts'
import styles from './import.module.css'

const leftOut = 'left-out'
const formats = Source.options.filter((source) => source !== 'keepsake')
const shownFiles = 40

type Reading = (typeof formats)[number] | typeof leftOut

/** What each file was taken for, and how sure that is; the person can say otherwise. */
export function FileReadings(props: {
  readonly run: ImportRun
  readonly files: readonly PreviewFile[]
  readonly onRun: (run: ImportRun) => void
}) {
  const { run, files, onRun } = props
  const { t, i18n } = useTranslation(['import', 'library'])
  const client = useClient()
  const errorText = useErrorText()
  const reading = useMutation({
    mutationFn: ({ file, as }: { readonly file: string; readonly as: Reading }) =>
      client.imports.inspectAs({ id: run.id, as: [{ file, source: as === leftOut ? null : as }] }),
    onSuccess: onRun,
  })
  const hintOf = ({ certainty, why }: PreviewFile): string => {
    const said = t(`import:files.${certainty ?? 'unknown'}`)
    if (why === null) return said
    const because = t(`import:why.${why.by}`, { names: listed(why.names, i18n.language) })
    return t('import:files.because', { certainty: said, why: because })
  }
  if (files.length === 0) return null
  // What needs a look comes first.
  const shown = files.toSorted((left, right) => doubt(right) - doubt(left)).slice(0, shownFiles)
  return (
    <Disclosure
      label={t('import:files.title', { count: files.length })}
      defaultOpen={files.some(({ certainty }) => certainty === 'likely')}
    >
      <ul className={styles['files']}>
        {shown.map((file) => (
          <li key={file.name}>
            <Select<Reading>
              label={file.name}
              hint={hintOf(file)}
              placeholder={t('import:files.none')}
              value={valueOf(file)}
              disabled={reading.isPending || run.state === 'inspecting'}
              onChange={(as) => reading.mutate({ file: file.name, as })}
              options={[
                { value: leftOut, label: t('import:files.leftOut') },
                ...formats.map((source) => ({ value: source, label: t(`library:source.${source}`) })),
              ]}
            />
          </li>
        ))}
      </ul>
      {reading.error !== null && (
        <Banner tone="danger" live>
          {errorText(reading.error)}
        </Banner>
      )}
    </Disclosure>
  )
}

function valueOf({ format, certainty }: PreviewFile): Reading | null {
  if (format === null) return certainty === 'chosen' ? leftOut : null
  return format === 'keepsake' ? null : format
}

function doubt({ certainty }: PreviewFile): number {
  return certainty === 'likely' ? 2 : certainty === 'chosen' ? 1 : 0
}
