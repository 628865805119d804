import { useMutation } from '@tanstack/react-query'
import { useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { summaryText, type Summary } from '#shared/model/summary.ts'
import { Banner } from '#renderer/design/Banner.tsx'
import { Button } from '#renderer/design/Button.tsx'
import { Dialog } from '#renderer/design/Dialog.tsx'
import { Form } from '#renderer/design/Form.tsx'
import { TextArea } from '#renderer/design/TextArea.tsx'
import { useErrorText } from '#renderer/rpc/error-text.ts'
import { useClient } from '#renderer/rpc/RpcProvider.tsx'

/** The words of a summary, to be said in one's own; the model's can be brought back. */
export function SummaryDialog({ summary, onClose }: { readonly summary: Summary; readonly onClose: () => void }) {
  const { id, ownText, sentences } = summary
  const { t } = useTranslation('memory')
  const errorText = useErrorText()
  const client = useClient()
  const form = useId()
  const [text, setText] = useState(() => summaryText(summary))
  const [isMissing, setMissing] = useState(false)
  const save = useMutation({
    mutationFn: (words: string | null) => client.summaries.update({ id, ownText: words }),
    onSuccess: onClose,
  })
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={t('summaries.edit')}
      actions={
        <>
          <Button onClick={onClose}>{t('cancel')}</Button>
          <Button look="primary" type="submit" form={form} busy={save.isPending}>
            {t('change')}
          </Button>
        </>
      }
    >
      <Form
        id={form}
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
        {save.error !== null && (
          <Banner tone="danger" live>
            {errorText(save.error)}
          </Banner>
        )}
      </Form>
    </Dialog>
  )
}
