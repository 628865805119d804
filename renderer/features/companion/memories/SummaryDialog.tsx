import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { summaryText, type Summary } from '#shared/model/summary.ts'
import { Button } from '#renderer/design/Button.tsx'
import { FormDialog } from '#renderer/design/FormDialog.tsx'
import { TextArea } from '#renderer/design/TextArea.tsx'
import { useErrorText } from '#renderer/rpc/error-text.ts'
import { useClient } from '#renderer/rpc/RpcProvider.tsx'

/** The words of a summary, to be said in one's own; the model's can be brought back. */
export function SummaryDialog({ summary, onClose }: { readonly summary: Summary; readonly onClose: () => void }) {
  const { id, ownText, sentences } = summary
  const { t } = useTranslation('memory')
  const errorText = useErrorText()
  const client = useClient()
  const [text, setText] = useState(() => summaryText(summary))
  const [isMissing, setMissing] = useState(false)
  const save = useMutation({
    mutationFn: (words: string | null) => client.summaries.update({ id, ownText: words }),
    onSuccess: onClose,
  })
  return (
    <FormDialog
      title={t('summaries.edit')}
      cancel={t('cancel')}
      submit={t('change')}
      busy={save.isPending}
      error={save.error === null ? null : errorText(save.error)}
      onClose={onClose}
      onSubmit={() => {
        setMissing(text.trim() === '')
        if (text.trim() !== '') save.mutate(text)
      }}
    >
      <TextArea
        label={t('summaries.words')}
        error={isMissing ? t('wordsMissing') : undefined}
        rows={6}
        maxLength={4_000}
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
      {ownText !== null && sentences.length > 0 && (
        <div>
          <Button size="small" onClick={() => save.mutate(null)}>
            {t('summaries.own')}
          </Button>
        </div>
      )}
    </FormDialog>
  )
}
