import type { PromptPreview } from '#shared/contract/prompt.ts'
import type { ModelPrice } from '#shared/model/provider.ts'

/** An amount as the language writes it, to its first two digits that say something. */
export function money(language: string, amount: number, currency: ModelPrice['currency']): string {
  const style = { style: 'currency', currency, currencyDisplay: 'narrowSymbol' } as const
  const digits = amount >= 1 || amount === 0 ? { maximumFractionDigits: 2 } : { maximumSignificantDigits: 2 }
  return new Intl.NumberFormat(language, { ...style, minimumFractionDigits: 0, ...digits }).format(amount)
}

/** What reading the prompt costs, by estimate; null where no price is known. */
export function costOf({ model, tokens }: Pick<PromptPreview, 'model' | 'tokens'>): number | null {
  return model.price && (tokens * model.price.input) / 1_000_000
}
