import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { RevisionContent } from '#shared/contract/revisions.ts'
import { useFormats } from '#renderer/i18n/format.ts'
import { guessLanguage } from '#renderer/markdown/guess-language.ts'
import { fieldsOf } from './content-fields.ts'
import { diffTexts } from './text-diff.ts'
import styles from './revisions.module.css'

/** What is different between two states, part by part. */
export function Comparison(props: { readonly before: RevisionContent | null; readonly after: RevisionContent }) {
  const { before, after } = props
  const { t, i18n } = useTranslation('companion')
  const formats = useFormats()
  const changed = useMemo(() => {
    const old = new Map(before === null ? [] : fieldsOf(before).map(({ key, text }) => [key, text]))
    return fieldsOf(after)
      .filter(({ key, text }) => (old.get(key) ?? '') !== text)
      .map(({ key, text }) => ({ key, text, blocks: diffTexts(old.get(key) ?? '', text) }))
  }, [before, after])
  if (changed.length === 0) return <p className={styles['nothing']}>{t('revisions.same')}</p>
  return changed.map(({ key, text, blocks }) => (
    <section key={key} lang={guessLanguage(text, i18n.language)}>
      {key === 'whole' ? null : <h3 className={styles['part']}>{t(`fields.${key}`)}</h3>}
      {blocks.map((block, index) =>
        block.kind === 'same' ? (
          <p key={index} className={styles['unchanged']}>
            {t('revisions.unchanged', { count: block.paragraphs, paragraphs: formats.number(block.paragraphs) })}
          </p>
        ) : (
          <p key={index} className={styles['words']}>
            {block.runs.map((run, at) =>
              run.kind === 'added' ? (
                <ins key={at}>{run.text}</ins>
              ) : run.kind === 'removed' ? (
                <del key={at}>{run.text}</del>
              ) : (
                <span key={at}>{run.text}</span>
              ),
            )}
          </p>
        ),
      )}
    </section>
  ))
}
