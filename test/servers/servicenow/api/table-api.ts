import { type Answer, failure } from '../wire/answer.ts'
import type { UserCall } from '../wire/call.ts'
import type { Instance } from './instance.ts'
import { listRecords } from './list-records.ts'
import { deleteRecord, insertRecord, readRecord, updateRecord } from './write-record.ts'

/** Answers what is below `/api/now/table`. */
export function tableApi(
  instance: Instance,
  call: UserCall,
  [table = '', sysId]: readonly string[],
  version?: string,
): Answer {
  const known = reachable(instance, table)
  if (known !== undefined) return known
  if (sysId === undefined) {
    if (call.method === 'GET') return listRecords(instance, call, table, version)
    return call.method === 'POST' ? insertRecord(instance, call, table) : notSupported()
  }
  if (call.method === 'GET') return readRecord(instance, call, table, sysId)
  if (call.method === 'PUT' || call.method === 'PATCH') return updateRecord(instance, call, table, sysId)
  return call.method === 'DELETE' ? deleteRecord(instance, call, table, sysId) : notSupported()
}

/** Says why a table cannot be reached by web services; undefined where it can. */
export function reachable({ world }: Instance, name: string): Answer | undefined {
  const table = world.table(name)
  if (table === undefined) return failure(400, `Invalid table ${name}`)
  if (table.webServiceAccess === false) return failure(403, 'User Not Authorized', 'Failed API level ACL Validation')
  return undefined
}

/** Answers that the method is none of the resource's. */
export function notSupported(): Answer {
  return failure(405, 'Method not supported')
}
