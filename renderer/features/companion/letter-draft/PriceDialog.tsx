import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ModelBinding } from '#shared/model/companion.ts'
import { ModelPrice } from '#shared/model/provider.ts'
import { FormDialog } from '#renderer/design/FormDialog.tsx'
import { Select } from '#renderer/design/Select.tsx'
import { TextField } from '#renderer/design/TextField.tsx'
import { useErrorText } from '#renderer/rpc/error-text.ts'
import { useClient } from '#renderer/rpc/RpcProvider.tsx'

/** What a model costs, as the person's provider says; kept with what else they know of it. */
export function PriceDialog(props: {
  readonly binding: ModelBinding
  readonly price: ModelPrice | null
  readonly onClose: () => void
  readonly onSaved: () => void
}) {
  const { binding, price, onClose, onSaved } = props
  const { t, i18n } = useTranslation(['draft', 'common'])
  const errorText = useErrorText()
  const client = useClient()
  const [typed, setTyped] = useState({
    input: price ? String(price.input) : '',
    output: price ? String(price.output) : '',
  })
  const [currency, setCurrency] = useState<ModelPrice['currency']>(price?.currency ?? 'USD')
  const entered = ModelPrice.safeParse({ input: numberOf(typed.input), output: numberOf(typed.output), currency }).data
  const save = useMutation({
    mutationFn: async (next: ModelPrice) => {
      const facts = await client.providers.facts(binding)
      await client.providers.setFacts({ ...binding, facts: { ...facts, price: next } })
    },
    onSuccess() {
      onSaved()
      onClose()
    },
  })
  const currencies = new Intl.DisplayNames(i18n.language, { type: 'currency' })
  return (
    <FormDialog
      title={t('price.title', { model: binding.model })}
      cancel={t('common:cancel')}
      submit={t('price.save')}
      busy={save.isPending}
      disabled={entered === undefined}
      onClose={onClose}
      onSubmit={() => {
        if (entered !== undefined) save.mutate(entered)
      }}
    >
      {(['input', 'output'] as const).map((part) => (
        <TextField
          key={part}
          label={t(`price.${part}`)}
          inputMode="decimal"
          value={typed[part]}
          onChange={(event) => setTyped({ ...typed, [part]: event.currentTarget.value })}
        />
      ))}
      <Select
        label={t('price.currency')}
        hint={t('price.hint')}
        value={currency}
        onChange={setCurrency}
        error={save.error === null ? null : errorText(save.error)}
        options={ModelPrice.shape.currency.options.map((value) => ({ value, label: currencies.of(value) ?? value }))}
      />
    </FormDialog>
  )
}

function numberOf(text: string): number {
  return text.trim() === '' ? Number.NaN : Number(text.trim().replace(',', '.'))
}
