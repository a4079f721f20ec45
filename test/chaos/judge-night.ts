import { inspect } from 'node:util'
import { toStamp } from '../../packages/servicenow-sync/src/servicenow/mirror/stamp.ts'
import type { RawRow } from '../../packages/servicenow-sync/src/servicenow/raw-row.ts'
import type { Handed } from './reader.ts'
import type { RowHistory, TableHistory } from './row-history.ts'
import { requiredFields } from './ticket-table.ts'

/** What a night that was read to its end is held against. */
export interface NightFacts {
  readonly history: TableHistory
  readonly narrowed: boolean
  /** When the last try of the night began, in milliseconds by the instance's clock. */
  readonly begunAt: number
  /** What was changed or created since this second may be left to the next night. */
  readonly until: string
}

const mostNamed = 3

/**
 * Says what is wrong with what a reader handed on. What is said to be complete must be every row there is, each once, and
 * as it is; what is not must say why, and be rows that were there.
 */
export function judgeHanded(handed: Handed, facts: NightFacts): readonly string[] {
  const given = new Map(handed.rows.map((row) => [row.sys_id ?? '', row]))
  const faults = [
    ...named('handed on twice', handed.rows.length > given.size ? [String(handed.rows.length - given.size)] : []),
    ...named(
      'never there',
      [...given].flatMap(([id, row]) => (wasThere(row, facts.history.get(id)) ? [] : [id])),
    ),
    ...named('not asked for', facts.narrowed ? rowsOf(given, ({ sort }) => sort !== 'access') : []),
  ]
  if (handed.complete) return [...faults, ...judgeWhole(given, facts)]
  return (handed.reason ?? '') === '' ? [...faults, 'is incomplete and does not say why'] : faults
}

function judgeWhole(given: ReadonlyMap<string, RawRow>, facts: NightFacts): readonly string[] {
  const { history, narrowed, begunAt } = facts
  const wanted = [...history].filter(([, { versions }]) => !narrowed || versions[0]?.row.sort === 'access')
  const gone = wanted.filter(([id, { goneAt }]) => goneAt !== undefined && goneAt < begunAt && given.has(id))
  const missing = wanted.filter(([id, row]) => row.goneAt === undefined && isOld(row, facts) && !given.has(id))
  const stale = wanted.filter(([id, row]) => row.goneAt === undefined && isStale(given.get(id), row, facts))
  const lacking = rowsOf(given, (row) => requiredFields.some((field) => row[field] === undefined))
  return [
    ...named('said to be complete, but gone', keysOf(gone)),
    ...named('said to be complete, but missing', keysOf(missing)),
    ...named('said to be complete, but in an old version', keysOf(stale)),
    ...named('said to be complete, but without a required field', lacking),
  ]
}

function isOld({ versions }: RowHistory, { until }: NightFacts): boolean {
  return (versions[0]?.row.sys_created_on ?? '') < until
}

/** A row that changes while it is read may be in either version; one that did not is as it is. */
function isStale(given: RawRow | undefined, { versions }: RowHistory, { until }: NightFacts): boolean {
  const now = versions.at(-1)?.row
  if (given === undefined || now === undefined || (now.sys_updated_on ?? '') >= until) return false
  return !isSame(given, now)
}

function wasThere(row: RawRow, history: RowHistory | undefined): boolean {
  return history?.versions.some((version) => isSame(row, version.row)) ?? false
}

/** Fields that are hidden are not in what is given. */
function isSame(given: RawRow, row: RawRow): boolean {
  return Object.entries(given).every(([field, value]) => row[field] === value)
}

/** Says what is wrong with how a reading failed: it must be an error of ours that helps, and keeps the secret. */
export function judgeError(error: unknown, secret: string): readonly string[] {
  const { kind, code, help } = error as Readonly<Record<string, unknown>>
  const known = (kind === 'upstream' || kind === 'config') && isText(code) && isText(help)
  const text = inspect(error, { depth: 8, showHidden: true })
  const told = [secret, btoa(encodeURIComponent(secret)), encodeURIComponent(secret)].some((form) =>
    text.includes(form),
  )
  return [...(known ? [] : [`fails with what is no error of ours: ${text}`]), ...(told ? ['tells the password'] : [])]
}

/** The second up to which a night must have seen everything. */
export function untilOf(begunAt: number, aheadSeconds: number, skewSeconds: number): string {
  const settlingMs = 60_000
  return toStamp(begunAt + Math.min(0, aheadSeconds, skewSeconds) * 1000 - settlingMs)
}

function isText(value: unknown): boolean {
  return typeof value === 'string' && value !== ''
}

function rowsOf(given: ReadonlyMap<string, RawRow>, is: (row: RawRow) => boolean): readonly string[] {
  return [...given].flatMap(([id, row]) => (is(row) ? [id] : []))
}

function keysOf(entries: readonly (readonly [string, unknown])[]): readonly string[] {
  return entries.map(([id]) => id)
}

function named(fault: string, ids: readonly string[]): readonly string[] {
  if (ids.length === 0) return []
  return [
    `${fault}: ${ids.slice(0, mostNamed).join(', ')}${ids.length > mostNamed ? ` and ${ids.length - mostNamed} more` : ''}`,
  ]
}
