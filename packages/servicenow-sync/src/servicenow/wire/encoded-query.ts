import { quote } from '@ticketbound/core'
import { inputError, type TicketboundError } from '../../errors.ts'

declare const mark: unique symbol

/** One comparison of one field: what may stand in an alternative. */
export type Comparison = string & { readonly [mark]: 'comparison' | 'condition' }

/**
 * What rows must satisfy, as the vendor encodes it: comparisons and alternatives joined by _and_. Made only by the
 * functions here, so that a value can never end a comparison and begin another. It holds no order and no second query.
 *
 * @see https://www.servicenow.com/docs/r/api-reference/rest-apis/c_TableAPI.html (`sysparm_query`)
 */
export type EncodedQuery = string & { readonly [mark]: 'condition' | 'comparison' | 'alternative' }

/** A whole query with the order of its rows: nothing can be added to it any more. */
export type OrderedQuery = string & { readonly [mark]: 'ordered' }

/** What can be asked of a field. Values are compared as the database keeps them, times in UTC. */
export interface QueryField {
  is(value: string): Comparison
  isNot(value: string): Comparison
  in(values: readonly string[]): Comparison
  above(value: string): Comparison
  from(value: string): Comparison
  below(value: string): Comparison
  upTo(value: string): Comparison
  startsWith(value: string): Comparison
  isEmpty(): Comparison
  isNotEmpty(): Comparison
}

/** As long as a query may be, percent-encoded: addresses beyond 2 kB are cut or refused on the way to some instances. */
export const longestQuery = 2000

const fieldName = /^[a-z0-9_]+(?:\.[a-z0-9_]+)*$/
/** What would end the comparison, or would be run as a script. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are exactly the characters that are meant
const unsafe = /[\^\u0000-\u001f\u007f]|javascript:/i
/** A value that begins like this would turn `>` into `>=`, and `=` into something that nobody has described. */
const operator = /^[=<>!]/

/** Begins a comparison of a field. Dot-walked names are allowed; a name of any other form is refused. */
export function field(name: string): QueryField {
  if (!fieldName.test(name)) throw unsafeField(name)
  const compare = (sign: string) => (value: string) => comparison(`${name}${sign}${safe(value)}`)
  return {
    is: compare('='),
    isNot: compare('!='),
    in: (values) => comparison(`${name}IN${listed(values)}`),
    above: compare('>'),
    from: compare('>='),
    below: compare('<'),
    upTo: compare('<='),
    startsWith: compare('STARTSWITH'),
    isEmpty: () => comparison(`${name}ISEMPTY`),
    isNotEmpty: () => comparison(`${name}ISNOTEMPTY`),
  }
}

/** Asks for rows that satisfy all of these. Nothing asks for every row. */
export function and(...parts: readonly (EncodedQuery | undefined)[]): EncodedQuery {
  return parts.filter((part) => part !== undefined && part !== '').join('^') as EncodedQuery
}

/**
 * Asks for rows that satisfy at least one of these: `^OR` binds more closely than `^`. An instance that leaves one of them
 * out, as a field it may not be asked for, gives fewer rows, and nothing shows it.
 */
export function or(first: Comparison, ...others: readonly Comparison[]): EncodedQuery {
  return [first, ...others].join('^OR') as EncodedQuery
}

/** Ends a query with the order of its rows, ascending, the first field first. */
export function orderBy(query: EncodedQuery, ...fields: readonly string[]): OrderedQuery {
  for (const name of fields) if (!fieldName.test(name)) throw unsafeField(name)
  return [query, ...fields.map((name) => `ORDERBY${name}`)].filter((part) => part !== '').join('^') as OrderedQuery
}

/** Ends a query with the order of its rows by one field, descending: the latest first. */
export function latestFirst(query: EncodedQuery, name: string): OrderedQuery {
  if (!fieldName.test(name)) throw unsafeField(name)
  return [query, `ORDERBYDESC${name}`].filter((part) => part !== '').join('^') as OrderedQuery
}

/**
 * Asks for rows whose field is one of `values`, in as many queries as it takes for each to leave room for others.
 * No value stands in two of them. `room` is counted as {@link longestQuery} is.
 */
export function splitIn(name: string, values: readonly string[], room = 1200): readonly EncodedQuery[] {
  const parts: EncodedQuery[] = []
  let part: string[] = []
  for (const value of new Set(values)) {
    if (part.length > 0 && encodedLength(field(name).in([...part, value])) > room) {
      parts.push(field(name).in(part))
      part = []
    }
    part.push(value)
  }
  return part.length === 0 ? parts : [...parts, field(name).in(part)]
}

/** How long a query is in an address. */
export function encodedLength(query: string): number {
  return encodeURIComponent(query).length
}

function comparison(text: string): Comparison {
  return text as Comparison
}

function safe(value: string): string {
  if (value === '' || unsafe.test(value) || operator.test(value) || !value.isWellFormed()) throw unsafeValue(value)
  return value
}

function listed(values: readonly string[]): string {
  for (const value of values) if (value.includes(',')) throw unsafeValue(value)
  // An empty list would be read as a broken comparison, which the instance leaves out: every row would come.
  if (values.length === 0) throw unsafeValue('')
  return values.map(safe).join(',')
}

function unsafeField(name: string): TicketboundError {
  return inputError({
    code: 'query-field-malformed',
    message: `${quote(name)} cannot be the name of a field of a ServiceNow table`,
    help: 'use the column name of the dictionary: small letters, digits, `_`, and `.` between the names of a dot-walk',
  })
}

function unsafeValue(value: string): TicketboundError {
  return inputError({
    code: 'query-value-unsafe',
    message: `${quote(value)} cannot be asked for: it would change the query around it`,
    help: 'remove `^`, line breaks, `javascript:` and leading operators from the value; a list takes no comma',
  })
}
