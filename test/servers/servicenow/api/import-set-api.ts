import { type Answer, empty, failure, json } from '../wire/answer.ts'
import type { UserCall } from '../wire/call.ts'
import type { Row, RowValues } from '../world/row.ts'
import { inputValues } from './input-values.ts'
import type { Instance } from './instance.ts'
import { noRecord } from './list-records.ts'
import { recordIn } from './record-in.ts'
import { notSupported, reachable } from './table-api.ts'
import { transform } from './transform.ts'

/**
 * Answers what is below `/api/now/import`.
 * @see https://www.servicenow.com/docs/r/api-reference/rest-apis/c_ImportSetAPI.html
 */
export function importSetApi(instance: Instance, call: UserCall, [staging = '', rest]: readonly string[]): Answer {
  const known = reachable(instance, staging)
  if (known !== undefined) return known
  if (call.method === 'GET' && rest !== undefined) return readImport(instance, staging, rest)
  if (call.method !== 'POST') return notSupported()
  const body = recordIn(call.body)
  if (body === undefined) return failure(400, 'Exception while reading request', 'Cannot decode the request body')
  // ServiceNow: an access rule that keeps the user from importing shows only in an answer without a body.
  if (!call.permissions.may('create', staging)) return empty(201)
  if (rest === undefined) return importRow(instance, call, staging, body)
  return rest === 'insertMultiple' ? importRows(instance, call, staging, body) : notSupported()
}

function importRow(
  instance: Instance,
  call: UserCall,
  staging: string,
  body: Readonly<Record<string, unknown>>,
): Answer {
  const set = instance.world.insert('sys_import_set', { table_name: staging, state: 'processed' }, call.user.name)
  const row = stage(instance, call, staging, body)
  const results = transform(instance, call, staging, row)
  const answer = { import_set: set.number, staging_table: staging, result: results }
  instance.imports.set(row.sys_id ?? '', answer)
  return json(201, answer, { Location: `${instance.url()}/api/now/import/${staging}/${row.sys_id}` })
}

/** Rows of which it is said at once that they came, and which are transformed only then. */
function importRows(
  instance: Instance,
  call: UserCall,
  staging: string,
  body: Readonly<Record<string, unknown>>,
): Answer {
  const { world, imports, url } = instance
  const records: readonly unknown[] = Array.isArray(body.records) ? body.records : []
  const given = call.query.get('multi_import_set_id')
  const several = given ?? world.insert('sys_multi_import_set', {}, call.user.name).sys_id ?? ''
  const set = world.insert('sys_import_set', { table_name: staging, state: 'loaded' }, call.user.name)
  const rows = records.flatMap((record) =>
    typeof record === 'object' && record !== null
      ? [stage(instance, call, staging, byName(instance, staging, { ...record }))]
      : [],
  )
  setImmediate(() => {
    for (const row of rows) {
      const result = transform(instance, call, staging, row)
      imports.set(row.sys_id ?? '', { import_set: set.number, staging_table: staging, result })
    }
    world.update('sys_import_set', set.sys_id ?? '', { state: 'processed' }, call.user.name)
  })
  const ids = { import_set_id: set.sys_id, multi_import_set_id: several }
  return json(201, ids, { Location: `${url()}/api/now/table/sys_import_set/${set.sys_id}` })
}

function readImport({ imports }: Instance, staging: string, sysId: string): Answer {
  const known = imports.get(sysId)
  return known?.staging_table === staging ? json(200, known) : failure(404, 'No Record found', noRecord)
}

function stage(instance: Instance, call: UserCall, staging: string, body: Readonly<Record<string, unknown>>): Row {
  const texts: RowValues = Object.fromEntries(Object.entries(body).map(([name, value]) => [name, asText(value)]))
  return instance.world.insert(staging, inputValues(instance, call, staging, texts), call.user.name)
}

/** ServiceNow: records name columns by their labels, unless a row of `sys_rest_insert_multiple` says otherwise. */
function byName({ world }: Instance, staging: string, record: Readonly<Record<string, unknown>>) {
  const columns = [...(world.table(staging)?.columns.values() ?? [])]
  const named = Object.entries(record).map(([label, value]) => {
    const column = columns.find(({ name, label: shown = name }) => shown === label || name === label)
    return [column?.name ?? label, value] as const
  })
  return Object.fromEntries(named)
}

/** ServiceNow: only text is kept as it came; an object becomes text with `=` where its colons were. */
function asText(value: unknown): string {
  if (typeof value === 'string') return value
  if (typeof value !== 'object' || value === null) return String(value ?? '')
  if (Array.isArray(value)) return `[${value.map(asText).join(', ')}]`
  return `{${Object.entries(value)
    .map(([name, part]) => `${name}=${asText(part)}`)
    .join(', ')}}`
}
