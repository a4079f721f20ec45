import { createRequire } from 'node:module'

/** What is used of the public client `servicenow-rest-api`, which has no types. */
type Client = Readonly<Record<string, (...given: readonly unknown[]) => void>>

const [instance, user, password] = process.argv.slice(2)
const ServiceNow: new (...given: readonly unknown[]) => Client = createRequire(import.meta.url)('servicenow-rest-api')
const client = new ServiceNow(instance, user, password)

const ask = <T>(method: string, ...given: readonly unknown[]): Promise<T> =>
  new Promise((resolve) => client[method]?.(...given, resolve))

const sample = await ask('getSampleData', 'incident')
const closed = await ask(
  'getTableData',
  ['number', 'state', 'requested_for'],
  ['state=3', 'ORDERBYnumber'],
  'sc_req_item',
)
const made = { short_description: 'made', caller_id: 'Ann Ops' }
const created = await ask<{ readonly number: string; readonly sys_id: string }>('createNewTask', made, 'incident')
const id = await ask('getSysId', 'incident', created.number)
const changed = { short_description: 'changed', state: 'In Progress' }
const updated = await ask('UpdateTask', 'incident', created.number, changed)
const attachments = await ask('getAllAttachmentsMetaData', created.sys_id)
const deleted = await ask<{ readonly status: number }>('DeleteTask', 'incident', created.number)
console.log(JSON.stringify({ sample, closed, created, id, updated, attachments, deleted: { status: deleted.status } }))
