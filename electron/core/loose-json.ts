import { z } from 'zod'

/** A JSON object of somebody else's. */
export type Json = { [key: string]: unknown }

const Text = z.string().catch('')
const Texts = z.array(z.unknown()).catch([])

/** The text, or nothing where there is something else. Numbers become the text they look like. */
export function textOf(value: unknown): string {
  return typeof value === 'number' ? String(value) : Text.parse(value)
}

/** The texts of a list. */
export function textsOf(value: unknown): string[] {
  return Texts.parse(value).filter((item) => typeof item === 'string')
}

/** The list, or an empty one. */
export function listOf(value: unknown): readonly unknown[] {
  return Texts.parse(value)
}

/** Whether a value is an object with members. */
export function isJson(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** The object, or an empty one, so that missing members read as undefined. */
export function jsonOf(value: unknown): Json {
  return isJson(value) ? value : {}
}
