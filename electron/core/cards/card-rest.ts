import { isJson, jsonOf, type Json } from '#core/loose-json.ts'
import type { CardRest } from '#shared/model/card.ts'
import { attemptsOf } from './attempts.ts'
import { dataOf, readKeys } from './card-parts.ts'

const mostRows = 200
const longestRow = 20_000
/** Names of the two envelopes; nothing in them is somebody's words. */
const envelope = new Set(['spec', 'spec_version', 'data'])

/** Everything on a card that is not one of its parts, a row each. What runs elsewhere, such as scripts, is named so. */
export function restOfCard(root: Json): CardRest[] {
  const data = dataOf(root)
  const { extensions, ...others } = data
  const rows = [
    ...Object.entries(others).filter(([key]) => !readKeys.has(key)),
    ...Object.entries(jsonOf(extensions)).map(([key, value]) => [`extensions.${key}`, value] as const),
    // The second generation is often written with a copy of the first at the top.
    ...Object.entries(root).filter(([key, value]) => !envelope.has(key) && !isSame(value, data[key])),
  ]
  return rows
    .filter(([path, value]) => !isEmpty(value) && path !== 'extensions.depth_prompt')
    .slice(0, mostRows)
    .map(([path, value]) => {
      const words = (typeof value === 'string' ? value : JSON.stringify(value, null, 1)).slice(0, longestRow)
      const runs = /script|trigger/i.test(path) ? (['runs'] as const) : []
      return { path, words, attempts: [...new Set([...attemptsOf(words), ...runs])] }
    })
}

function isEmpty(value: unknown): boolean {
  if (value === null || value === undefined || value === '' || value === false) return true
  return Array.isArray(value) ? value.length === 0 : isJson(value) && Object.keys(value).length === 0
}

function isSame(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other)
}
