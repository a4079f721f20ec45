import { bad, type Fault, good, quote, type Reading } from '@ticketbound/core'
import { isDocument, toPlainText } from './plain-text.ts'

/**
 * What a field's value comes to: the text that it shows, and the ids by which a map can speak of it. A value that shows
 * no text of its own, such as an object of Assets, can be read through the map only.
 */
export interface FieldValue {
  readonly ids: readonly string[]
  readonly text?: string
}

type Fields = Readonly<Record<string, unknown>>

/**
 * Reads the value of a field: a text, a number, somebody, an option, a thing with a name, a document, or a list of
 * exactly one of them. `undefined` where it is empty. What no field of a known type says is a fault, never a guess.
 */
export function readFieldValue(value: unknown): Reading<FieldValue | undefined> {
  if (value === undefined || value === null) return good(undefined)
  if (typeof value === 'string') return good(textValue(value.trim()))
  if (typeof value === 'number')
    return Number.isFinite(value) ? good({ ids: [], text: String(value) }) : bad(unreadable)
  if (Array.isArray(value)) return readOnly(value)
  if (typeof value !== 'object') return bad(unreadable)
  if (isDocument(value)) return good(textValue(toPlainText(value)))
  return readObject(value as Fields)
}

function textValue(text: string): FieldValue | undefined {
  return text === '' ? undefined : { ids: [], text }
}

/** Of several nobody can tell which one is meant. */
function readOnly(list: readonly unknown[]): Reading<FieldValue | undefined> {
  if (list.length === 0) return good(undefined)
  if (list.length > 1) return bad(several(list.length))
  return Array.isArray(list[0]) ? bad(unreadable) : readFieldValue(list[0])
}

function readObject(value: Fields): Reading<FieldValue> {
  const accountId = textIn(value, 'accountId')
  // A user picker in a transition screen gives only this; a name or an address can be shared, and changes.
  if (accountId !== undefined) return good({ ids: [accountId], text: accountId })
  if (isObject(value.requestType)) return named(value.requestType, 'name')
  if (isObject(value.child)) return good({ ids: idsOf(value.child, ['id']) })
  if ('value' in value) return named(value, 'value')
  if ('name' in value) return named(value, 'name')
  const ids = idsOf(value, ['id', 'objectId'])
  return ids.length > 0 ? good({ ids }) : bad(unreadable)
}

function named(value: Fields, key: 'value' | 'name'): Reading<FieldValue> {
  const text = textIn(value, key)?.trim()
  const ids = idsOf(value, ['id', 'groupId'])
  if (text === undefined || text === '') return ids.length > 0 ? good({ ids }) : bad(unreadable)
  return good({ ids, text })
}

function idsOf(value: Fields, keys: readonly string[]): readonly string[] {
  return keys.flatMap((key) => {
    const id = value[key]
    return typeof id === 'string' || typeof id === 'number' ? [String(id)] : []
  })
}

function textIn(value: Fields, key: string): string | undefined {
  const text = Object.hasOwn(value, key) ? value[key] : undefined
  return typeof text === 'string' && text !== '' ? text : undefined
}

function isObject(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function several(count: number): Fault {
  return {
    code: 'value-several',
    message: `${quote(String(count))} values stand where there can be one`,
    help: 'leave exactly one, or use a field that takes only one',
  }
}

const unreadable: Fault = {
  code: 'value-unreadable',
  message: 'the field is of a type that is not known here',
  help: 'use a user picker, a select list, radio buttons, a text, a date or a label',
}
