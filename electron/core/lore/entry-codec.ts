import { isDeepStrictEqual } from 'node:util'
import { emptyLoreEntry, LoreEntry, type LoreFormat } from '#shared/model/lore.ts'
import { textOf, textsOf, type Json } from '#core/loose-json.ts'

/** How one kind of file writes an entry: each field by itself, so that what was not changed can stay as it came. */
export type EntryCodec = {
  readonly format: LoreFormat
  /** Members that readers of this kind insist on. */
  readonly skeleton: () => Json
  readonly fields: { readonly [Field in keyof LoreEntry]?: FieldCodec<LoreEntry[Field]> }
}

type FieldCodec<Value> = {
  /** Undefined where the entry does not say. */
  readonly read: (raw: Json) => Value | undefined
  readonly write: (raw: Json, value: Value) => void
}

/** An entry as we read it, and the words of the file it came from. */
export type CarriedEntry = {
  readonly entry: LoreEntry
  readonly format: LoreFormat | null
  readonly raw: Json | null
}

export function readEntry(codec: EntryCodec, raw: Json): CarriedEntry {
  return { entry: entryOf(codec, raw), format: codec.format, raw }
}

/** The entry as this kind of file has it. What it still says as it came stays so to the letter, unknown members too. */
export function writeEntry(codec: EntryCodec, { entry, format, raw }: CarriedEntry): Json {
  const own = format === codec.format && raw !== null ? structuredClone(raw) : codec.skeleton()
  const before = entryOf(codec, own)
  const names = Object.keys(codec.fields) as (keyof LoreEntry)[]
  for (const name of names) {
    if (!isDeepStrictEqual(before[name], entry[name])) writeField(codec, name, own, entry)
  }
  return own
}

function writeField<Field extends keyof LoreEntry>(codec: EntryCodec, field: Field, raw: Json, entry: LoreEntry): void {
  const known: EntryCodec['fields'] = codec.fields
  const fieldCodec: FieldCodec<LoreEntry[Field]> | undefined = known[field]
  fieldCodec?.write(raw, entry[field])
}

/** Every value that is none, or too large, becomes the nearest that is sound. */
function entryOf(codec: EntryCodec, raw: Json): LoreEntry {
  const read: Json = {}
  for (const [name, field] of Object.entries(codec.fields)) read[name] = field.read(raw)
  const shape = LoreEntry.shape
  const sound = Object.entries(shape).map(([name, schema]) => {
    const value = schema.safeParse(read[name])
    return [name, value.success ? value.data : emptyLoreEntry[name as keyof LoreEntry]]
  })
  return LoreEntry.parse(Object.fromEntries(sound))
}

/** A text under a name of the file's own. */
export function words(key: string, limit: number): FieldCodec<string> {
  return {
    read: (raw) => (raw[key] === undefined ? undefined : textOf(raw[key]).slice(0, limit)),
    write: (raw, value) => {
      raw[key] = value
    },
  }
}

/** A list of keys. */
export function keys(key: string): FieldCodec<string[]> {
  return {
    read: (raw) => soundKeys(textsOf(raw[key])),
    write: (raw, value) => {
      raw[key] = value
    },
  }
}

/** Keys in one text behind commas; a pattern is one key whatever is in it. */
export function commaKeys(key: string): FieldCodec<string[]> {
  return {
    read: (raw) => {
      const text = textOf(raw[key])
      return soundKeys(isPattern(text.trim()) ? [text.trim()] : text.split(/[,，]/).map((one) => one.trim()))
    },
    write: (raw, value) => {
      raw[key] = value.join(', ')
    },
  }
}

export function flag(key: string): FieldCodec<boolean> {
  return {
    read: (raw) => (typeof raw[key] === 'boolean' ? raw[key] : undefined),
    write: (raw, value) => {
      raw[key] = value
    },
  }
}

/** A flag or nothing, which leaves it to the book. */
export function choice(key: string): FieldCodec<boolean | null> {
  return {
    read: (raw) => (typeof raw[key] === 'boolean' ? raw[key] : null),
    write: (raw, value) => {
      raw[key] = value
    },
  }
}

export function number(key: string, bounds: readonly [least: number, most: number]): FieldCodec<number> {
  return {
    read: (raw) => soundNumber(raw[key], bounds),
    write: (raw, value) => {
      raw[key] = value
    },
  }
}

export function maybeNumber(key: string, bounds: readonly [least: number, most: number]): FieldCodec<number | null> {
  return {
    read: (raw) => soundNumber(raw[key], bounds) ?? null,
    write: (raw, value) => {
      raw[key] = value
    },
  }
}

/** The same field among the entry's extensions. */
export function extension<Value>(field: FieldCodec<Value>): FieldCodec<Value> {
  return {
    read: (raw) => field.read(extensionsOf(raw)),
    write: (raw, value) => {
      const extensions = { ...extensionsOf(raw) }
      field.write(extensions, value)
      raw['extensions'] = extensions
    },
  }
}

export function extensionsOf(raw: Json): Json {
  const { extensions } = raw
  return typeof extensions === 'object' && extensions !== null && !Array.isArray(extensions) ? { ...extensions } : {}
}

export function isPattern(key: string): boolean {
  return /^\/.+\/[a-z]*$/s.test(key)
}

function soundNumber(value: unknown, [least, most]: readonly [number, number]): number | undefined {
  const given = typeof value === 'string' && value.trim() !== '' ? Number(value) : value
  if (typeof given !== 'number' || !Number.isFinite(given)) return undefined
  return Math.max(least, Math.min(most, Math.trunc(given)))
}

function soundKeys(given: readonly string[]): string[] {
  return given
    .filter((key) => key.trim() !== '')
    .map((key) => key.slice(0, 2_000))
    .slice(0, 500)
}
