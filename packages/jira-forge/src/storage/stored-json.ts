import { canonicalJson, type Json } from '@ticketbound/core'
import * as v from 'valibot'
import { unreadable } from './storage-failure.ts'

/** Writes what is to be stored as text. */
export function toStoredJson(value: object): string {
  return canonicalJson(value as Json)
}

/** Reads what was stored as text; throws where it is not of the shape it was written in. */
export function fromStoredJson<const S extends v.GenericSchema>(
  shape: S,
  body: string,
  what: string,
): v.InferOutput<S> {
  const parsed = v.safeParse(shape, parse(body, what))
  if (!parsed.success) throw unreadable(what)
  return parsed.output
}

function parse(body: string, what: string): unknown {
  try {
    return JSON.parse(body)
  } catch (error) {
    throw unreadable(what, error)
  }
}
