import type { TokenUse } from './model/message.ts'
import type { ModelPrice } from './model/provider.ts'

/** What tokens cost, in the currency of the price; null where no price is known. */
export function priceOf(tokens: TokenUse, price: ModelPrice | null): number | null {
  return price === null ? null : (tokens.prompt * price.input + tokens.completion * price.output) / 1_000_000
}
