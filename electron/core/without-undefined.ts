/** What of a change is named, to be spread over the whole: a member without a value would empty what it did not mean. */
export function withoutUndefined<Whole extends object>(change: {
  readonly [Name in keyof Whole]?: Whole[Name] | undefined
}): Partial<Whole> {
  return Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined)) as Partial<Whole>
}
