import { type Answer, empty, failure, json } from '../wire/answer.ts'
import type { UserCall } from '../wire/call.ts'
import type { Row } from '../world/row.ts'
import type { Instance } from './instance.ts'
import { findAsked, noRecord, refusedQuery } from './list-records.ts'
import { notSupported } from './table-api.ts'

/**
 * Answers what is below `/api/now/attachment`.
 * @see https://www.servicenow.com/docs/r/api-reference/rest-apis/c_AttachmentAPI.html
 */
export function attachmentApi(instance: Instance, call: UserCall, [sysId, part]: readonly string[]): Answer {
  if (call.method === 'POST') return sysId === 'file' ? attach(instance, call) : notSupported()
  if (sysId === undefined) return call.method === 'GET' ? list(instance, call) : notSupported()
  const row = instance.world.find('sys_attachment', sysId)
  if (row === undefined || !canSee(instance, call, row)) return failure(404, 'No Record found', noRecord)
  if (call.method === 'DELETE') return detach(instance, call, row)
  if (call.method !== 'GET') return notSupported()
  return part === 'file' ? file(instance, row) : json(200, { result: metadataOf(instance, row) })
}

function attach(instance: Instance, call: UserCall): Answer {
  const { world, files } = instance
  const [table, sysId, name] = ['table_name', 'table_sys_id', 'file_name'].map((each) => call.query.get(each) ?? '')
  const target = world.table(table ?? '') === undefined ? undefined : world.find(table ?? '', sysId ?? '')
  if (target === undefined || !name) return failure(400, 'Bad Request', 'Invalid table_name, table_sys_id or file_name')
  if (!call.permissions.may('write', table ?? '')) return failure(403, 'User Not Authorized', 'Insufficient rights')
  const most = Number(world.property('com.glide.attachment.max_size') ?? '1024') * 2 ** 20
  if (call.bytes.length > most)
    return failure(413, 'Request Entity Too Large', 'Attachment exceeds the maximum file size')
  const values = { table_name: table ?? '', table_sys_id: sysId ?? '', file_name: name }
  const size = { size_bytes: String(call.bytes.length), content_type: call.headers['content-type'] ?? '' }
  const row = world.insert('sys_attachment', { ...values, ...size }, call.user.name)
  files.set(row.sys_id ?? '', call.bytes)
  const headers = { Location: `${instance.url()}/api/now/attachment/${row.sys_id}` }
  return json(201, { result: metadataOf(instance, row) }, headers)
}

function list(instance: Instance, call: UserCall): Answer {
  const found = findAsked(instance, call, 'sys_attachment')
  if (found === 'refused') return refusedQuery()
  const limit = Number(call.query.get('sysparm_limit') ?? '1000')
  const offset = Number(call.query.get('sysparm_offset') ?? '0')
  const rows = found.page(offset, limit).filter((row) => canSee(instance, call, row))
  // The documentation names no count here; ServiceNow's own client for Python fails without it.
  const count = { 'X-Total-Count': String(found.total) }
  return json(200, { result: rows.map((row) => metadataOf(instance, row)) }, count)
}

function file({ files }: Instance, row: Row): Answer {
  const headers = { 'content-type': row.content_type ?? 'application/octet-stream' }
  return { status: 200, headers, body: '', bytes: files.get(row.sys_id ?? '') ?? Buffer.alloc(0) }
}

function detach({ world, files }: Instance, call: UserCall, row: Row): Answer {
  if (!call.permissions.may('write', row.table_name ?? '')) return failure(403, 'User Not Authorized')
  world.delete('sys_attachment', row.sys_id ?? '', call.user.name)
  files.delete(row.sys_id ?? '')
  return empty(204)
}

/** An attachment is seen by whoever sees the row it belongs to. */
function canSee(
  { world }: Instance,
  { permissions }: UserCall,
  { table_name: table = '', table_sys_id: id = '' }: Row,
) {
  const row = world.table(table) === undefined ? undefined : world.find(table, id)
  return row !== undefined && permissions.sees(table, row)
}

function metadataOf({ url }: Instance, row: Row) {
  return { ...row, download_link: `${url()}/api/now/attachment/${row.sys_id}/file` }
}
