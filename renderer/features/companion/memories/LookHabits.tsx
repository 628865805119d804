import { useMutation, useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { CompanionId } from '#shared/model/ids.ts'
import { lookPaces, type LookHabit, type Unread } from '#shared/model/memory.ts'
import { Banner } from '#renderer/design/Banner.tsx'
import { Select } from '#renderer/design/Select.tsx'
import { Switch } from '#renderer/design/Switch.tsx'
import { useFormats } from '#renderer/i18n/format.ts'
import { failureText, useErrorText } from '#renderer/rpc/error-text.ts'
import { useRpc } from '#renderer/rpc/RpcProvider.tsx'
import { useAmounts } from '../letter-draft/use-amounts.ts'

const never = 'never'

/** What of looking may go by itself, with what each look costs before it is chosen. */
export function LookHabits(props: {
  readonly companionId: CompanionId
  readonly most: Unread['most']
  readonly model: NonNullable<Unread['model']>
}) {
  const { companionId, most, model } = props
  const { t } = useTranslation(['memory', 'errors'])
  const { t: errors } = useTranslation('errors')
  const formats = useFormats()
  const errorText = useErrorText()
  const { api, client, queries } = useRpc()
  const input = { companionId }
  const habit = useQuery(api.memories.habit.queryOptions({ input })).data
  const set = useMutation({
    mutationFn: (change: LookHabit) => client.memories.setHabit({ companionId, habit: change }),
    onSuccess: (now) => queries.setQueryData(api.memories.habit.queryKey({ input }), now),
  })
  const amount = useAmounts(model.price)(most)
  if (habit === undefined) return null
  const { takesIn, every, failure } = habit
  const cost = {
    tokens: t('look.tokens', { number: formats.number(most.prompt + most.completion) }),
    model: model.name,
    provider: model.provider,
  }
  return (
    <>
      {failure !== null && (
        <Banner tone="warn" live>
          {t('errors:twoSentences', { first: t('habit.failed'), second: failureText(errors, failure) })}
        </Banner>
      )}
      {set.error !== null && (
        <Banner tone="danger" live>
          {errorText(set.error)}
        </Banner>
      )}
      <Switch
        label={t('habit.takesIn')}
        hint={t('habit.takesInHint')}
        checked={takesIn}
        onChange={(checked) => set.mutate({ takesIn: checked, every })}
      />
      <Select
        label={t('habit.every')}
        hint={amount === null ? t('habit.cost', cost) : t('habit.costPriced', { ...cost, amount })}
        options={[
          { value: never, label: t('habit.never') },
          ...lookPaces.map((pace) => ({
            value: String(pace),
            label: t('habit.after', { number: formats.number(pace) }),
          })),
        ]}
        value={every === null ? never : String(every)}
        onChange={(value) => set.mutate({ takesIn, every: lookPaces.find((pace) => String(pace) === value) ?? null })}
      />
    </>
  )
}
