import { bad, type Fault, good, quote, type Reading } from '@ticketbound/core'
import type { ReadRule, ValueRule } from '../map/servicenow-map.ts'
import type { Names } from './names.ts'
import type { Said, TicketReader } from './ticket-reader.ts'
import { unresolved } from './unresolved.ts'

/** What a value is: somebody, a thing, or a text. */
export type ValueSort = 'people' | 'thing' | 'text'

/** The length of a `sys_id` that the vendor makes; imported ones can be anything, so that types are looked at first. */
const sysIdLike = /^[0-9a-f]{32}$/i

/**
 * Reads the texts that a rule gives for a ticket: none where the ticket says nothing, several where it lists some. Texts
 * that name records are resolved: a user to the principal, and one that cannot be seen to what never counts; anything else
 * that cannot be seen is a fault, for a `sys_id` is no name.
 */
export function readValues(
  rule: ValueRule,
  sort: ValueSort,
  reader: TicketReader,
  names: Names,
): Reading<readonly string[]> {
  if (rule.from === 'constant') return good([rule.value])
  const said = reader.say(rule)
  if (!said.ok) return said
  if (said.value.text === '') return good(rule.default ? [rule.default] : [])
  const values: string[] = []
  const faults: Fault[] = []
  for (const text of partsOf(rule, said.value)) {
    const value = meantBy(text, rule, said.value, sort, names)
    if (value.ok) values.push(...(value.value === '' ? [] : [value.value]))
    else faults.push(...value.faults.map((fault) => reader.fault(rule.name, fault)))
  }
  return faults.length > 0 ? bad(...faults) : good([...new Set(values)])
}

/** Reads the one text that a rule gives; nothing where the ticket says nothing. */
export function readValue(
  rule: ValueRule | undefined,
  sort: ValueSort,
  reader: TicketReader,
  names: Names,
): Reading<string | undefined> {
  if (rule === undefined) return good(undefined)
  const values = readValues(rule, sort, reader, names)
  if (!values.ok) return values
  const [value, ...others] = values.value
  if (others.length === 0) return good(value)
  return bad(
    reader.fault(rule.from === 'constant' ? '' : rule.name, {
      code: 'answer-several',
      message: 'several are named where there can be one',
      help: 'several are taken for the principal and the entitlement only',
    }),
  )
}

function partsOf({ split }: ReadRule, { text, isList }: Said): readonly string[] {
  if (split === undefined && !isList) return [text]
  const parts = text.split(split ?? ',').map((part) => part.trim())
  return [...new Set(parts.filter((part) => part !== ''))]
}

function meantBy(text: string, rule: ReadRule, said: Said, sort: ValueSort, names: Names): Reading<string> {
  const name = nameOf(text, rule, sort, names)
  if (rule.values !== undefined) {
    const meant =
      rule.values.get(text) ?? (name === undefined ? undefined : rule.values.get(name)) ?? rule.values.get('*')
    return meant === undefined ? bad(unmapped(name ?? text)) : good(meant)
  }
  if (name !== undefined) return good(name)
  const isRecord = rule.lookup !== undefined || said.isReference || sysIdLike.test(text)
  if (!isRecord || sort === 'text') return good(text)
  return sort === 'people' ? good(unresolved(rule.lookup?.table ?? 'sys_user', text)) : bad(unresolvedRecord(text))
}

/** What the record is called that a text names. A login is a name of a user, too; things are looked for where they can be. */
function nameOf(text: string, { lookup }: ReadRule, sort: ValueSort, names: Names): string | undefined {
  if (lookup !== undefined) return names.record(lookup.table, lookup.field, text)
  if (sort === 'people') return names.user(text) ?? names.login(text)
  if (sort === 'thing') return names.group(text) ?? names.role(text) ?? names.item(text)
  return undefined
}

function unmapped(text: string): Fault {
  return {
    code: 'answer-not-mapped',
    message: `the map does not say what ${quote(text)} stands for`,
    help: 'add it to `values`, or `*` for any other text',
  }
}

function unresolvedRecord(text: string): Fault {
  return {
    code: 'reference-unresolved',
    message: `record ${quote(text)} cannot be seen, so that nobody knows its name`,
    help: 'say with `lookup: { table: …, field: … }` where it is, and let the integration user read it',
  }
}
