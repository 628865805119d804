import type { ModelPrice } from '#shared/model/provider.ts'

/** An amount as the language writes it, to its first two digits that say something. */
export function money(language: string, amount: number, currency: ModelPrice['currency']): string {
  const style = { style: 'currency', currency, currencyDisplay: 'narrowSymbol' } as const
  const digits = amount >= 1 || amount === 0 ? { maximumFractionDigits: 2 } : { maximumSignificantDigits: 2 }
  return new Intl.NumberFormat(language, { ...style, minimumFractionDigits: 0, ...digits }).format(amount)
}
