import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { CompanionId } from '#shared/model/ids.ts'
import type { ModelBinding } from '#shared/model/companion.ts'
import type { TokenUse } from '#shared/model/message.ts'
import type { ModelPrice } from '#shared/model/provider.ts'
import { priceOf } from '#shared/price-of.ts'
import { money } from '#renderer/i18n/money.ts'
import { useApi } from '#renderer/rpc/RpcProvider.tsx'

/** Tokens as money, by a price; null where there is none. */
export function useAmounts(price: ModelPrice | null): (use: TokenUse, share?: number) => string | null {
  const { language } = useTranslation('draft').i18n
  return (use, share = 1) => {
    const amount = priceOf(use, price)
    return amount === null || price === null ? null : money(language, amount * share, price.currency)
  }
}

/** The price of a model that a companion's Letter is read with; null where nobody knows it. */
export function usePrice(companionId: CompanionId, binding: ModelBinding): ModelPrice | null {
  const readers = useQuery(useApi().letter.readers.queryOptions({ input: { companionId } })).data ?? []
  const reader = readers.find(
    (one) => one.binding.providerId === binding.providerId && one.binding.model === binding.model,
  )
  return reader?.price ?? null
}
