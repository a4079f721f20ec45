import type { ServiceNowAuth } from '../../config/servicenow-shape.ts'
import type { TicketboundError } from '../../errors.ts'
import type { ServiceNowMap } from '../map/servicenow-map.ts'
import type { TableSpec } from '../table-spec.ts'
import { field } from '../wire/encoded-query.ts'
import { type Check, check } from './check.ts'
import type { WatchedConnection } from './connect-watched.ts'
import { judgeAccount } from './judge-account.ts'
import { judgeContact } from './judge-contact.ts'
import { judgeFirstNight } from './judge-first-night.ts'
import { judgeMap } from './judge-map.ts'
import { judgeClock, judgeInvalidQueries, judgeRateLimit } from './judge-surroundings.ts'
import { judgeAggregate, judgeTable } from './judge-table.ts'
import { judgeWrite } from './judge-write.ts'
import { type Look, look } from './look.ts'
import { probeAccount } from './probe-account.ts'
import { probeMap } from './probe-map.ts'
import { type Asking, probeTable, type TableProbes } from './probe-table.ts'
import { probeWrite } from './probe-write.ts'
import { tryWriting } from './try-writing.ts'
import type { WriteTarget } from './write-target.ts'

/** What is to be looked at. */
export interface Examination {
  readonly instance: string
  readonly auth: ServiceNowAuth['type']
  readonly tables: readonly TableSpec[]
  readonly pageSize: number
  readonly concurrency: number
  readonly requestsPerHour: number
  readonly map?: ServiceNowMap
  readonly target?: WriteTarget
  /** The key of the one record that is written to see whether it can be; absent where nothing is written. */
  readonly trialKey?: string
  /** Told what is looked at next. */
  readonly onStep?: (what: string) => void
  readonly signal?: AbortSignal
}

/** What was found. */
export interface Diagnosis {
  readonly checks: readonly Check[]
  /** Why nothing could be asked at all; absent where something could. */
  readonly broken?: TicketboundError
}

/**
 * Looks at everything that is needed, one question after another, and goes on where something is not as it should be:
 * an administrator is to see all of it at once. Nothing is written unless a `trialKey` is given.
 */
export async function examine(connection: WatchedConnection, examination: Examination): Promise<Diagnosis> {
  const { instance, auth, pageSize, onStep = () => {}, signal } = examination
  const { client, http, token } = connection
  const asking: Asking = { client, http, ...(signal !== undefined && { signal }) }
  onStep(instance)
  const account = await probeAccount(asking)
  const contact = judgeContact(account.first, { instance, auth }, token())
  if (contact.broken !== undefined) return contact
  const tables: TableProbes[] = []
  for (const spec of examination.tables) {
    onStep(`table ${spec.table}`)
    tables.push(await probeTable(asking, spec, pageSize))
  }
  const unknown = await askUnknown(asking, tables)
  const more = [...(await mapChecks(asking, examination)), ...(await writeChecks(asking, examination))]
  const { clockSkewMs, rateLimit } = http.sightings()
  const allowance = { ...examination, ...(rateLimit !== undefined && { limit: rateLimit.limit }) }
  return {
    checks: [
      ...contact.checks,
      judgeAccount(account, auth),
      judgeClock(clockSkewMs),
      ...(unknown === undefined ? [] : [judgeInvalidQueries(unknown)]),
      ...(tables.length > 0 ? [judgeAggregate(tables)] : []),
      ...tables.flatMap(judgeTable),
      judgeRateLimit(rateLimit, examination.requestsPerHour),
      ...(tables.length > 0 ? [judgeFirstNight(tables, allowance)] : []),
      ...more,
    ],
  }
}

/** Asks a table that has rows for a column that no table has. */
async function askUnknown({ client, signal }: Asking, tables: readonly TableProbes[]): Promise<Look | undefined> {
  const table = tables.find(({ first }) => first.kind === 'page' && first.rows.length > 0)?.spec.table
  if (table === undefined) return undefined
  const query = field('ticketbound_no_such_column').is('1')
  return look(client, { table, query, fields: ['sys_id'], limit: 1 }, signal)
}

async function mapChecks(asking: Asking, { map, onStep }: Examination): Promise<readonly Check[]> {
  if (map === undefined) return []
  onStep?.('the map')
  return judgeMap(await probeMap(asking, map))
}

async function writeChecks(asking: Asking, { target, trialKey, onStep }: Examination): Promise<readonly Check[]> {
  if (target === undefined) {
    if (trialKey === undefined) return []
    return [check('write-trial', { outcome: 'skipped', found: 'nothing is written back: there is no `writeBack`' })]
  }
  onStep?.(`table ${target.table}`)
  const dry = judgeWrite(await probeWrite(asking, target))
  if (trialKey === undefined) return dry
  const trial = await tryWriting(asking, target, trialKey)
  return [...dry.filter(({ id }) => id !== 'write-rights'), trial]
}
