import { quote } from '@ticketbound/core'
import type { Written } from '../wire/servicenow-client.ts'
import { type Check, check, type Said } from './check.ts'
import { expected } from './look.ts'
import type { Asking } from './probe-table.ts'
import { aclRemedy } from './remedies.ts'
import type { WriteTarget } from './write-target.ts'

/**
 * Creates one record, reads, changes and deletes it: the only check that writes. `key` must be one that no finding has.
 * Only the deletion is not needed by a night, so that its refusal is a warning.
 */
export async function tryWriting(asking: Asking, target: WriteTarget, key: string): Promise<Check> {
  return check('write-trial', await attempt(asking, target, key), target.table)
}

async function attempt(asking: Asking, target: WriteTarget, key: string): Promise<Said> {
  try {
    const created = await put(asking, target, { [target.key]: key })
    const id = created.row?.sys_id
    if (id === undefined) return notCreated(target, created, key)
    const trial = await tryRecord(asking, target, { id, key })
    const left = await remove(asking, target.table, id)
    if (trial.outcome !== 'ok' || left === undefined) return left === undefined ? trial : withRest(trial, left)
    return { outcome: 'warning', found: trial.found, fix: left }
  } catch (error) {
    const { message, code } = expected(error, asking.signal)
    return {
      outcome: 'failed',
      found: `${message} (${code})`,
      fix: `look in \`${target.table}\` for a record with ${quote(key)} in \`${target.key}\`, and delete it`,
    }
  }
}

function put(
  { client, signal }: Asking,
  { table, importTable }: WriteTarget,
  values: Readonly<Record<string, string>>,
) {
  return importTable === undefined
    ? client.insert(table, values, signal)
    : client.importRow(importTable, values, signal)
}

interface Trial {
  readonly id: string
  readonly key: string
}

async function tryRecord(asking: Asking, target: WriteTarget, { id, key }: Trial): Promise<Said> {
  const { client, signal } = asking
  const { table, importTable } = target
  const column = target.columns.find((name) => name !== target.key) ?? target.key
  const read = await client.record(table, id, [target.key, column], signal === undefined ? {} : { signal })
  if (read?.[target.key] !== key) {
    return {
      outcome: 'missing',
      found: read === undefined ? 'the new record cannot be read' : `\`${target.key}\` does not hold what was written`,
      fix: `${aclRemedy('read', table, ['*'])}; the column \`${target.key}\` must be there and take 40 characters`,
    }
  }
  const values = { [column]: column === target.key ? key : 'doctor' }
  const changed =
    importTable === undefined
      ? await client.update(table, id, values, signal)
      : await client.importRow(importTable, { [target.key]: key, ...values }, signal)
  if (changed.row === undefined) {
    const on = importTable ?? table
    return { outcome: 'missing', found: refused('a change', changed), fix: aclRemedy('write', on, [column]) }
  }
  if (changed.row.sys_id !== id) {
    return {
      outcome: 'failed',
      found: 'the same key again made another record',
      fix: `let the transform map of \`${importTable}\` coalesce on \`${target.key}\`, and delete both records`,
    }
  }
  return { outcome: 'ok', found: 'one record was created, read, changed and deleted again' }
}

function notCreated({ table, importTable, key: column }: WriteTarget, created: Written, key: string): Said {
  const rest = created.status < 300 ? `; look in \`${table}\` for ${quote(key)} in \`${column}\`, and delete it` : ''
  return {
    outcome: 'missing',
    found: refused('a new record', created),
    fix: `${aclRemedy('create', importTable ?? table)}${rest}`,
  }
}

function refused(what: string, { status, message = 'nothing comes back' }: Written): string {
  return `${what} is refused: ${message} (${status})`
}

/** Deletes the record; says what to do where that is refused. */
async function remove({ http, signal }: Asking, table: string, id: string): Promise<string | undefined> {
  const what = `the deletion of a record of table ${quote(table)}`
  const { status } = await http.send({ method: 'DELETE', path: `/api/now/v2/table/${table}/${id}`, what }, signal)
  return status === 204 || status === 200 || status === 404
    ? undefined
    : `the record \`${id}\` of \`${table}\` could not be deleted again (${status}): delete it; a night never deletes`
}

function withRest({ fix, ...trial }: Said, rest: string): Said {
  return { ...trial, fix: fix === undefined ? rest : `${fix}; ${rest}` }
}
