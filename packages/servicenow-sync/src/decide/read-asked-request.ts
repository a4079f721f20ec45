import {
  type Catalogue,
  closest,
  type Fault,
  formatInstant,
  type Instant,
  parseStrictJson,
  quote,
  type RequestLine,
  readRequest,
} from '@ticketbound/core'
import type { SourceEntry } from '../config/config-shape.ts'
import { inputError, type TicketboundError } from '../errors.ts'

/** What a request that is asked about may leave to be filled in. */
export interface AskedIn {
  /** The names of the sources that it can be from. */
  readonly sources: readonly string[]
  readonly zone: string
  readonly now: Instant
  readonly catalogue?: Catalogue
}

/** What a request is called that has no number. */
const unnumbered = 'unnumbered'
/** Where a request is from that names no source, and that no source is known to have. */
const unnamed = 'unnamed'

/**
 * Reads one request as JSON, in the form of a row of `requests.ndjson`. `source`, `number`, `state` (open) and, where
 * nothing has been decided yet, `openedAt` (now) may be left out, `source` only where no other source could have given
 * the number; so may `kind` and `entitlement` where the catalogue says what the item stands for. Throws an input error
 * that tells every fault.
 */
export function readAskedRequest(text: string, asked: AskedIn): RequestLine {
  const json = parseStrictJson(text.replace(/^\ufeff/, ''))
  if (!json.ok) throw requestFaultsError(json.faults)
  if (!isGroup(json.value)) throw requestFaultsError([notARow])
  const { row, faults } = filledIn(json.value, asked)
  const reading = readRequest(row, { source: onlyOne(asked.sources), zone: asked.zone })
  if (reading.ok && faults.length === 0) return reading.value
  throw requestFaultsError([...faults, ...(reading.ok ? [] : reading.faults)])
}

/** The names of the sources that give requests. */
export function requestSources(sources: readonly SourceEntry[]): readonly string[] {
  return sources.filter(({ reads }) => reads === 'requests').map(({ name }) => name)
}

function onlyOne([only = unnamed, ...others]: readonly string[]): string {
  return others.length === 0 ? only : unnamed
}

type Row = Readonly<Record<string, unknown>>

function isGroup(value: unknown): value is Row {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

interface FilledIn {
  readonly row: Row
  readonly faults: readonly Fault[]
}

function filledIn(row: Row, { now, catalogue, sources }: AskedIn): FilledIn {
  const item = typeof row.item === 'string' ? catalogue?.items.find((it) => it.item === row.item) : undefined
  const faults: Fault[] = []
  // What nights have seen of a request is found by source and number: a guess could miss a rejection.
  if (isLeftOut(row.source) && !isLeftOut(row.number) && sources.length > 1) faults.push(ambiguousSource(sources))
  if (item === undefined && typeof row.item === 'string' && isLeftOut(row.kind)) {
    faults.push(unknownItem(row.item, catalogue))
  }
  if (isLeftOut(row.openedAt) && Array.isArray(row.approvals) && row.approvals.length > 0) faults.push(withoutOpening)
  const defaults: Row = {
    number: unnumbered,
    state: 'open',
    openedAt: formatInstant(now),
    ...(item && { kind: item.kind, entitlement: item.entitlement }),
  }
  const missing = Object.entries(defaults).filter(([key, value]) => value !== undefined && isLeftOut(row[key]))
  return { row: { ...row, ...Object.fromEntries(missing) }, faults }
}

function isLeftOut(value: unknown): boolean {
  return value === undefined || value === null
}

const notARow: Fault = {
  code: 'request-not-an-object',
  message: 'the request is no JSON object',
  help: 'write one request as in requests.ndjson: `{ "kind": …, "principal": …, "entitlement": … }`',
}

const withoutOpening: Fault = {
  code: 'opening-missing',
  field: 'openedAt',
  message: '`openedAt` is missing, and there are approvals',
  help: 'say when the request was opened: an approval counts only after that',
}

function ambiguousSource(sources: readonly string[]): Fault {
  return {
    code: 'source-ambiguous',
    field: 'source',
    message: `\`source\` is missing, and there are several: ${sources.map(quote).join(', ')}`,
    help: 'name the source that the request is from',
  }
}

function unknownItem(item: string, catalogue: Catalogue | undefined): Fault {
  const meant = closest(
    item,
    (catalogue?.items ?? []).map((it) => it.item),
  )
  return {
    code: 'item-unknown',
    field: 'item',
    message: `the catalogue does not say what ${quote(item)} stands for, and the request names no kind`,
    help:
      meant === undefined
        ? 'add it to the `items` of the catalogue, or name the kind'
        : `did you mean ${quote(meant)}?`,
  }
}

function requestFaultsError(faults: readonly Fault[]): TicketboundError {
  const [only, ...more] = faults
  if (only !== undefined && more.length === 0) {
    return inputError({ code: only.code, message: said(only), help: only.help })
  }
  const lines = faults.map((fault) => `${said(fault)} (${fault.code}); ${fault.help}`)
  const help = `nothing was decided; correct these ${faults.length} faults and ask again`
  return inputError({ code: 'request-faults', message: lines.join('\n'), help, context: { faults: faults.length } })
}

function said({ field, message }: Fault): string {
  return field === undefined ? message : `${field}: ${message}`
}
