import { isAdf } from '../world/adf.ts'
import type { World } from '../world/create-world.ts'
import type { Field, FieldOption } from '../world/field.ts'
import { priorities, resolutions } from '../world/named.ts'
import { isDay, momentFrom, stampOf } from '../world/stamps.ts'

/** What a client wrote for a field: what is kept of it (`null` empties it), or why it is refused, in Jira's words. */
export type ValueReading =
  | { readonly ok: true; readonly value: unknown }
  | { readonly ok: false; readonly error: string }

/** Reads what a client wrote for a field. */
export function readValue(world: World, field: Field, given: unknown): ValueReading {
  if (given === null || given === undefined) return kept(null)
  switch (field.type) {
    case 'string':
      return readText(given)
    case 'doc':
      if (isAdf(given)) return kept(given)
      return refused('Operation value must be an Atlassian Document (see the Atlassian Document Format)')
    case 'user':
      return readUser(world, given)
    case 'users':
      return readList(given, (each) => readUser(world, each))
    case 'option':
      return readOption(field.options ?? [], given)
    case 'options':
      return readList(given, (each) => readOption(field.options ?? [], each))
    case 'date':
      if (given === '') return kept(null)
      if (typeof given === 'string' && isDay(given)) return kept(given)
      return refused('Operation value must be a string in the format "yyyy-MM-dd"')
    case 'datetime':
      return readMoment(given)
    case 'number':
      return typeof given === 'number' ? kept(given) : refused('Operation value must be a number')
    case 'labels':
      return readList(given, readLabel)
    case 'priority':
      return readNamed(priorities, given, 'Specify the Priority (id or name) in the string format')
    case 'resolution':
      return readNamed(resolutions, given, "Specify a valid 'id' or 'name' for Resolution")
    case 'fixed':
      return refused(`Field '${field.id}' cannot be set. It is not on the appropriate screen, or unknown.`)
  }
}

function kept(value: unknown): ValueReading {
  return { ok: true, value }
}

function refused(error: string): ValueReading {
  return { ok: false, error }
}

function readText(given: unknown): ValueReading {
  if (typeof given !== 'string') return refused('Operation value must be a string')
  // Jira: single-line text fields hold at most 255 characters.
  if (given.length > 255)
    return refused('The entered text is too long. It exceeds the allowed limit of 255 characters.')
  if (given.includes('\n')) return refused('The summary is invalid because it contains newline characters.')
  return kept(given === '' ? null : given)
}

function readUser({ users }: World, given: unknown): ValueReading {
  const { accountId, id } = parts(given)
  const account = accountId ?? id
  if (account === null) return kept(null)
  if (typeof account !== 'string') return refused('expected Object containing an accountId property')
  const user = users.get(account)
  if (user === undefined || !user.active) return refused(`User '${account}' cannot be assigned or does not exist.`)
  return kept(account)
}

function readOption(options: readonly FieldOption[], given: unknown): ValueReading {
  const { id, value } = parts(given)
  const found = options.find((option) => (id !== undefined ? option.id === id : option.value === value))
  if (found !== undefined) return kept(found.id)
  if (id === undefined && value === undefined) return refused("Specify a valid 'id' or 'name' for the option")
  return refused(id === undefined ? `Option value '${value}' is not valid` : `Option id '${id}' is not valid`)
}

function readNamed(
  all: readonly { readonly id: string; readonly name: string }[],
  given: unknown,
  error: string,
): ValueReading {
  const { id, name } = parts(given)
  const found = all.find((each) => (id !== undefined ? each.id === id : each.name === name))
  return found === undefined ? refused(error) : kept(found.id)
}

function readMoment(given: unknown): ValueReading {
  if (given === '') return kept(null)
  const at = typeof given === 'string' ? momentFrom(given) : undefined
  if (at === undefined) return refused('Operation value must be a string in the format "yyyy-MM-dd\'T\'HH:mm:ss.SSSZ"')
  return kept(stampOf(at))
}

function readLabel(given: unknown): ValueReading {
  if (typeof given !== 'string') return refused('string expected')
  if (/\s/.test(given)) return refused(`The label '${given}' contains spaces which is invalid.`)
  return kept(given)
}

function readList(given: unknown, read: (each: unknown) => ValueReading): ValueReading {
  if (!Array.isArray(given)) return refused('data was not an array')
  const readings = given.map(read)
  const wrong = readings.find((reading) => !reading.ok)
  if (wrong !== undefined) return wrong
  const values = readings.flatMap((reading) => (reading.ok ? [reading.value] : []))
  return kept(values.length === 0 ? null : [...new Set(values)])
}

function parts(given: unknown): Readonly<Record<string, unknown>> {
  return typeof given === 'object' && given !== null ? (given as Readonly<Record<string, unknown>>) : {}
}
