import { type Answer, empty, failure, json } from '../wire/answer.ts'
import type { UserCall } from '../wire/call.ts'
import type { RowValues } from '../world/row.ts'
import { inputValues } from './input-values.ts'
import type { Instance } from './instance.ts'
import { isVisible, noRecord } from './list-records.ts'
import { recordIn } from './record-in.ts'
import { rowRenderer } from './render-row.ts'

/** Answers `GET /api/now/table/{table}/{sys_id}`. */
export function readRecord(instance: Instance, call: UserCall, table: string, sysId: string): Answer {
  const row = instance.world.find(table, sysId)
  if (row === undefined || !isVisible(call, table, row)) return notFound()
  return json(200, { result: rowRenderer(instance, call, table)(row) })
}

/** Answers `POST /api/now/table/{table}`. */
export function insertRecord(instance: Instance, call: UserCall, table: string): Answer {
  if (!call.permissions.may('create', table)) return refused('Insert')
  const values = valuesOf(instance, call, table)
  if ('status' in values) return values
  const row = instance.world.insert(table, values.given, call.user.name)
  const headers = { Location: `${instance.url()}/api/now/table/${table}/${row.sys_id}` }
  if (wantsNoBody(call)) return empty(201, headers)
  return json(201, { result: rowRenderer(instance, call, table)(row) }, headers)
}

/** Answers `PUT` and `PATCH /api/now/table/{table}/{sys_id}`. */
export function updateRecord(instance: Instance, call: UserCall, table: string, sysId: string): Answer {
  const row = instance.world.find(table, sysId)
  if (row === undefined || !isVisible(call, table, row)) return notFound()
  if (!call.permissions.may('write', table)) return refused('Update')
  const values = valuesOf(instance, call, table)
  if ('status' in values) return values
  const updated = instance.world.update(table, sysId, values.given, call.user.name) ?? row
  if (wantsNoBody(call)) return empty(204)
  return json(200, { result: rowRenderer(instance, call, table)(updated) })
}

/** Answers `DELETE /api/now/table/{table}/{sys_id}`. */
export function deleteRecord(instance: Instance, call: UserCall, table: string, sysId: string): Answer {
  const row = instance.world.find(table, sysId)
  if (row === undefined || !isVisible(call, table, row)) return notFound()
  if (!call.permissions.may('delete', table)) return refused('Delete')
  instance.world.delete(table, sysId, call.user.name)
  return empty(204)
}

function valuesOf(instance: Instance, call: UserCall, table: string): Answer | { readonly given: RowValues } {
  const body = recordIn(call.body)
  if (body === undefined) return failure(400, 'Exception while reading request', 'Cannot decode the request body')
  return { given: inputValues(instance, call, table, body) }
}

function wantsNoBody({ headers }: UserCall): boolean {
  return headers['x-no-response-body'] === 'true'
}

function notFound(): Answer {
  return failure(404, 'No Record found', noRecord)
}

function refused(what: 'Insert' | 'Update' | 'Delete'): Answer {
  return failure(403, 'Operation Failed', `ACL Exception ${what} Failed due to security constraints`)
}
