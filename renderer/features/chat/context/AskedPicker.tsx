import { useTranslation } from 'react-i18next'
import { useStore } from 'zustand'
import type { PromptPreview } from '#shared/contract/prompt.ts'
import { Select } from '#renderer/design/Select.tsx'
import styles from './NextReplyPanel.module.css'
import { useNextReply } from './next-reply.ts'

type What = 'send' | 'edit' | 'again' | 'goOn'

/** Which of all that can be sent is looked at: the next words or a reply asked for again, and to which of the models. */
export function AskedPicker({ preview }: { readonly preview: PromptPreview }) {
  const { t } = useTranslation('chat')
  const next = useNextReply()
  const again = useStore(next, (state) => state.again)
  const hasEdit = useStore(next, (state) => state.edit !== null)
  const looksAtEdit = useStore(next, (state) => state.looksAtEdit)
  const reply = again?.messageId ?? preview.last?.messageId
  const canGoOn = again?.goesOn === true || (preview.last?.isCutOff === true && preview.last.messageId === reply)
  const what: What = looksAtEdit ? 'edit' : again === null ? 'send' : again.goesOn ? 'goOn' : 'again'
  const choices = [
    'send',
    ...(hasEdit ? (['edit'] as const) : []),
    ...(reply === undefined ? [] : (['again'] as const)),
    ...(reply !== undefined && canGoOn ? (['goOn'] as const) : []),
  ] satisfies What[]
  const names: Record<What, string> = {
    send: t('context.for.send'),
    edit: t('context.for.edit'),
    again: t('context.for.again'),
    goOn: t('context.for.goOn'),
  }
  const models = preview.models.flatMap(({ id, provider }, place) =>
    provider === null
      ? []
      : [
          {
            value: String(place),
            label: t(place === 0 ? 'context.asked.first' : 'context.asked.standIn', { model: id }),
          },
        ],
  )
  if (choices.length === 1 && models.length === 1) return null

  const choose = (value: What) =>
    next.setState({
      again:
        value === 'send' || value === 'edit' || reply === undefined
          ? null
          : { messageId: reply, goesOn: value === 'goOn' },
      looksAtEdit: value === 'edit',
      place: undefined,
    })
  return (
    <div className={styles['asked']}>
      {choices.length > 1 && (
        <Select
          label={t('context.for.label')}
          options={choices.map((value) => ({ value, label: names[value] }))}
          value={what}
          onChange={choose}
        />
      )}
      {models.length > 1 && (
        <Select
          label={t('context.asked.label')}
          options={models}
          value={String(preview.place)}
          onChange={(value) => next.setState({ place: Number(value) })}
        />
      )}
    </div>
  )
}
