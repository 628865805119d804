import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { PromptPreview } from '#shared/contract/prompt.ts'
import type { ModelBinding } from '#shared/model/companion.ts'
import { ModelFacts, ModelPrice } from '#shared/model/provider.ts'
import { FormDialog } from '#renderer/design/FormDialog.tsx'
import { Select } from '#renderer/design/Select.tsx'
import { TextField } from '#renderer/design/TextField.tsx'
import { useErrorText } from '#renderer/rpc/error-text.ts'
import { useApi, useClient } from '#renderer/rpc/RpcProvider.tsx'
import styles from './NextReplyPanel.module.css'

type Props = {
  readonly binding: ModelBinding
  readonly model: PromptPreview['model']
  readonly onClose: () => void
}

/** What the person knows of a model better than its provider says: how much it holds, whether it sees, its price. */
export function ModelFactsDialog(props: Props) {
  const { data } = useQuery(useApi().providers.facts.queryOptions({ input: props.binding, staleTime: 0 }))
  return data ? <FactsForm {...props} facts={data} /> : null
}

function FactsForm({ binding, model, onClose, facts }: Props & { readonly facts: ModelFacts }) {
  const { t, i18n } = useTranslation('chat')
  const client = useClient()
  const errorText = useErrorText()
  const [size, setSize] = useState(facts.contextWindow === null ? '' : String(facts.contextWindow))
  const [input, setInput] = useState(facts.price ? String(facts.price.input) : '')
  const [output, setOutput] = useState(facts.price ? String(facts.price.output) : '')
  const [currency, setCurrency] = useState(facts.price?.currency ?? model.price?.currency ?? 'USD')
  const [sees, setSees] = useState<'auto' | 'yes' | 'no'>(facts.sees === null ? 'auto' : facts.sees ? 'yes' : 'no')
  const [error, setError] = useState<string | null>(null)
  const currencies = new Intl.DisplayNames(i18n.language, { type: 'currency' })

  const save = async () => {
    const price = input === '' && output === '' ? null : { input: Number(input), output: Number(output), currency }
    const entered = ModelFacts.safeParse({
      contextWindow: size === '' ? null : Number(size),
      price,
      sees: sees === 'auto' ? null : sees === 'yes',
    })
    if (!entered.success) return setError(t('context.facts.wrong'))
    try {
      await client.providers.setFacts({ ...binding, facts: entered.data })
      onClose()
    } catch (reason) {
      setError(errorText(reason))
    }
  }

  const number = { type: 'number', inputMode: 'decimal', min: 0, step: 'any' } as const
  return (
    <FormDialog
      title={t('context.facts.title', { model: binding.model })}
      cancel={t('context.facts.cancel')}
      submit={t('context.facts.save')}
      onClose={onClose}
      onSubmit={() => void save()}
    >
      <TextField
        {...number}
        label={t('context.facts.window')}
        hint={t('context.facts.windowHint')}
        step={1}
        min={512}
        value={size}
        onChange={(event) => setSize(event.target.value)}
      />
      <Select
        label={t('attach.sight.label')}
        options={(['auto', 'yes', 'no'] as const).map((value) => ({ value, label: t(`attach.sight.says.${value}`) }))}
        value={sees}
        onChange={setSees}
      />
      <div className={styles['prices']}>
        <TextField
          {...number}
          label={t('context.facts.input')}
          value={input}
          onChange={(event) => setInput(event.target.value)}
        />
        <TextField
          {...number}
          label={t('context.facts.output')}
          value={output}
          onChange={(event) => setOutput(event.target.value)}
        />
      </div>
      <Select
        label={t('context.facts.currency')}
        hint={t('context.facts.priceHint')}
        options={ModelPrice.shape.currency.options.map((value) => ({
          value,
          label: currencies.of(value) ?? value,
        }))}
        value={currency}
        onChange={setCurrency}
        error={error}
      />
    </FormDialog>
  )
}
