import { beforeEach, describe, expect, it } from 'vitest'
import { TicketboundError, upstreamError } from '../../errors.ts'
import { openStore } from '../../store/sqlite/open-store.ts'
import { someFinding } from '../../store/testdata/records.ts'
import { executePlan } from '../../write-back/execute-plan.ts'
import { toFindingRecord } from '../../write-back/finding-record.ts'
import { planWriteBack } from '../../write-back/plan-write-back.ts'
import { openWriteBackLog } from '../../write-back/write-back-log.ts'
import type { Written } from '../wire/servicenow-client.ts'
import { openServiceNowTarget } from './open-target.ts'
import { fakeInstance } from './testdata/fake-instance.ts'
import { toWriteBackSettings } from './write-back-settings.ts'
import type { WriteBackSection } from './write-back-shape.ts'

let sn: ReturnType<typeof fakeInstance>

beforeEach(() => {
  sn = fakeInstance()
})

function targetOf(given: Partial<WriteBackSection> = {}) {
  const settings = toWriteBackSettings({ type: 'servicenow', table: 'u_finding', ...given })
  return openServiceNowTarget(sn.client, settings, { instance: 'https://example.service-now.com/' })
}

const record = toFindingRecord(someFinding('f-1', { tickets: ['R1', 'R2'], message: 'It\u0000 is\n  so.' }))

describe('the target', () => {
  it('is named after its instance and table', () => {
    expect(targetOf().name).toBe('https://example.service-now.com/u_finding')
  })
})

describe('a record', () => {
  it('is written under the columns of the guide, as plain text, with times in UTC', () => {
    expect(targetOf().columnsOf(record)).toEqual({
      u_finding_key: 'f-1',
      u_kind: 'access-without-ticket',
      u_severity: 'high',
      u_state: 'open',
      u_principal: 'alice',
      u_account: 'alice',
      u_entitlement: 'deploy',
      u_system: 'prod',
      u_ticket: 'R1, R2',
      u_message: 'It is so.',
      u_action: 'Remove it.',
      u_first_seen: '1970-01-01 00:00:00',
      u_resolved_at: '',
      u_run: 'n-19700101T000000.006Z',
    })
  })

  it('goes under other names, leaves columns out, and is cut to their lengths without half a character', () => {
    const target = targetOf({
      columns: { message: 'u_text', principal: false, account: false },
      lengths: { message: 6, ticket: 3 },
    })
    const columns = target.columnsOf({ ...record, message: '1234🦊6' })
    expect(columns).toMatchObject({ u_text: '1234…', u_ticket: 'R1…' })
    expect(target.columnsOf({ ...record, entitlement: 'a\ud83eb' })).toMatchObject({ u_entitlement: 'a\ufffdb' })
    expect(Object.keys(columns)).toHaveLength(12)
    expect(columns).not.toHaveProperty('u_principal')
  })

  it('is found by its key once it was created, and only what differs is changed', async () => {
    const target = targetOf()
    const columns = target.columnsOf(record)
    const id = await target.createRecord(columns)
    const there = (await target.readRecords(['f-1', 'f-2'])).get('f-1')
    expect(there).toMatchObject({ id, columns })
    if (there === undefined || there === 'nowhere' || there instanceof TicketboundError) throw there
    await target.updateRecord(there, { u_state: 'resolved' }, { ...columns, u_state: 'resolved' })
    expect(sn.writes).toEqual(['insert u_finding', `update u_finding ${id} u_state`])
    expect(sn.tableOf('u_finding').rows).toMatchObject([{ ...columns, u_state: 'resolved' }])
  })

  it('is read with so many others as are asked for', async () => {
    const target = targetOf()
    const keys = Array.from({ length: 75 }, (_, at) => `f-${at}`)
    for (const key of keys) await target.createRecord(target.columnsOf({ ...record, key }))
    expect([...(await target.readRecords(keys)).keys()]).toEqual(keys)
  })

  it('that is there twice has an error in its place, and the others have none', async () => {
    const target = targetOf()
    for (const key of ['f-1', 'f-1', 'f-2']) await target.createRecord(target.columnsOf({ ...record, key }))
    const found = await target.readRecords(['f-1', 'f-2', 'f-3'])
    expect(found.get('f-1')).toMatchObject({ code: 'write-back-key-twice' })
    expect(found.get('f-2')).toMatchObject({ columns: { u_finding_key: 'f-2' } })
    expect(found.has('f-3')).toBe(false)
  })

  it('that is counted and not shown is not taken for missing', async () => {
    const target = targetOf()
    for (const key of ['f-1', 'f-2']) await target.createRecord(target.columnsOf({ ...record, key }))
    sn.tableOf('u_finding').hidden.add('id1')
    const found = await target.readRecords(['f-1', 'f-2', 'f-3'])
    expect(found.get('f-1')).toMatchObject({ code: 'write-back-record-hidden' })
    expect(found.get('f-2')).toMatchObject({ id: 'id2' })
    expect(found.has('f-3')).toBe(false)
  })
})

describe('a table that is not as it should be', () => {
  const lost = [
    ['a column that is not there', () => delete sn.tableOf('u_finding').columns.u_kind],
    ['a column that nobody may write', () => sn.tableOf('u_finding').locked.add('u_kind')],
  ] as const

  it.each(lost)('is told after the first record: %s', async (_what, spoil) => {
    spoil()
    await expect(targetOf().createRecord(targetOf().columnsOf(record))).rejects.toMatchObject({
      code: 'write-back-columns-missing',
      message: expect.stringContaining('`u_kind`'),
    })
  })

  it('ends a writing back with the first record, since all the others would be as wrong', async () => {
    sn.tableOf('u_finding').locked.add('u_kind')
    const store = openStore(':memory:')
    const target = { ...targetOf(), concurrency: 1 }
    const { columnsOf } = target
    const findings = ['f-1', 'f-2', 'f-3'].map((id) => someFinding(id, { severity: 'low' }))
    const plan = planWriteBack(findings, () => [], { target: target.name, minSeverity: 'low', notes: false, columnsOf })
    const log = openWriteBackLog(store, target.name, { run: 'n-19700101T000000Z', at: 0 })
    const { stopped } = await executePlan(plan, target, log)
    expect(stopped?.code).toBe('write-back-columns-missing')
    expect(sn.writes).toEqual(['insert u_finding'])
  })

  it('is told where a column is too short', async () => {
    sn.tableOf('u_finding').columns.u_message = 4
    await expect(targetOf().createRecord(targetOf().columnsOf(record))).rejects.toMatchObject({
      code: 'write-back-value-changed',
      message: expect.stringContaining('`u_message`'),
    })
  })

  it('is told where it cannot be asked for the key, rather than taking any record for it', async () => {
    const target = targetOf()
    await target.createRecord(target.columnsOf(record))
    await expect(targetOf({ columns: { key: 'u_other' } }).readRecords(['f-1'])).rejects.toMatchObject({
      code: 'write-back-columns-missing',
    })
  })

  it('is told where it is not there', async () => {
    await expect(targetOf({ table: 'u_none' }).readRecords(['f-1'])).rejects.toMatchObject({
      code: 'write-back-not-readable',
      message: 'table `u_none` cannot be read (400): `Invalid table u_none`',
    })
  })
})

describe('an answer that says little', () => {
  const empty = ({ status }: Written): Written => ({ status, message: 'it is not whole JSON' })

  it('is settled by what stands in the table', async () => {
    const target = targetOf()
    sn.client.insert = withAnswer(sn.client.insert, empty)
    expect(await target.createRecord(target.columnsOf(record))).toBe('id1')
  })

  it('is a refusal where nothing stands there', async () => {
    const target = targetOf()
    sn.client.insert = async () => ({ status: 201, message: 'it is not whole JSON' })
    await expect(target.createRecord(target.columnsOf(record))).rejects.toMatchObject({ code: 'write-back-refused' })
  })

  it('is a refusal with its words where the status says so', async () => {
    const target = targetOf()
    sn.client.insert = async () => ({ status: 403, message: 'Operation against file was aborted' })
    await expect(target.createRecord(target.columnsOf(record))).rejects.toMatchObject({
      code: 'write-back-refused',
      message: 'table `u_finding` refuses what is written (403): `Operation against file was aborted`',
    })
  })

  it('passes on that it is not known whether something was written', async () => {
    const unknown = upstreamError({ code: 'http-outcome-unknown', message: 'lost', help: 'read again' })
    sn.client.insert = withAnswer(sn.client.insert, () => {
      throw unknown
    })
    await expect(targetOf().createRecord(targetOf().columnsOf(record))).rejects.toBe(unknown)
  })
})

describe('a record through an import set', () => {
  const through = { through: 'import-set', importTable: 'u_import' } as const

  it('is created and changed by whole rows', async () => {
    const target = targetOf(through)
    const columns = target.columnsOf(record)
    expect(await target.createRecord(columns)).toBe('id1')
    const changed = { ...columns, u_state: 'resolved' }
    await target.updateRecord({ id: 'id1', columns }, { u_state: 'resolved' }, changed)
    expect(sn.writes).toEqual(['import inserted', 'import updated'])
    expect(sn.tableOf('u_finding').rows).toMatchObject([changed])
  })

  it('is refused where the transform says that it failed', async () => {
    sn.client.importRow = async () => ({ status: 201, row: { sys_id: 'x', status: 'error', error_message: 'No map' } })
    await expect(targetOf(through).createRecord(targetOf().columnsOf(record))).rejects.toMatchObject({
      code: 'write-back-import-refused',
      message: expect.stringContaining('`No map`'),
    })
  })

  it('is refused where the answer is empty and nothing arrived: an ACL', async () => {
    sn.client.importRow = async () => ({ status: 201, message: 'its content type is ``' })
    await expect(targetOf(through).createRecord(targetOf().columnsOf(record))).rejects.toMatchObject({
      code: 'write-back-refused',
    })
  })

  it('is told where the transform map leaves a column out', async () => {
    delete sn.tableOf('u_finding').columns.u_kind
    await expect(targetOf(through).createRecord(targetOf().columnsOf(record))).rejects.toMatchObject({
      code: 'write-back-columns-missing',
    })
  })
})

describe('a note', () => {
  beforeEach(() => {
    sn.tableOf('change_request').rows.push({ sys_id: 'chg', number: 'CHG1' })
  })

  it('is said in the work notes of the ticket, and seen there', async () => {
    const target = targetOf()
    const ticket = await target.findTicket('CHG1')
    expect(ticket).toEqual({ table: 'change_request', id: 'chg' })
    if (ticket === undefined) return
    expect(await target.hasNote(ticket, '[ticketbound f-1]')).toBe(false)
    await target.addNote(ticket, 'It [code]<script>[/code] is so.\n[ticketbound f-1]')
    expect(await target.hasNote(ticket, '[ticketbound f-1]')).toBe(true)
    expect(sn.journals.get('chg')).toBe('It (code)<script>(/code) is so.\n[ticketbound f-1]\n\n')
    expect(sn.writes).toEqual(['update change_request chg work_notes'])
  })

  it.each(['REQ9', 'A^ORnumberISNOTEMPTY', 'a,b', ''])('finds no ticket %o', async (number) => {
    expect(await targetOf().findTicket(number)).toBeUndefined()
  })

  it('is not written where work notes cannot be read', async () => {
    const blind = { ...sn.client, record: async () => ({ sys_id: 'chg' }) }
    const settings = toWriteBackSettings({ type: 'servicenow', table: 'u_finding' })
    const target = openServiceNowTarget(blind, settings, { instance: 'https://example.service-now.com' })
    await expect(target.hasNote({ table: 'change_request', id: 'chg' }, 'm')).rejects.toMatchObject({
      code: 'write-back-journal-not-readable',
    })
  })
})

describe('a task', () => {
  const tasks = { table: 'sc_task', fields: { assignment_group: 'g1' }, closeFields: { state: '3' } }
  const task = { key: 'f-1@n-1', title: 't'.repeat(200), text: 'Do\nit.' }

  it('is found by its key, carries what the configuration says, and is closed with a note', async () => {
    const target = targetOf({ tasks })
    expect(await target.findTask(task.key)).toBeUndefined()
    const id = await target.createTask(task)
    const there = await target.findTask(task.key)
    expect(there).toEqual({ table: 'sc_task', id })
    expect(sn.tableOf('sc_task').rows[0]).toMatchObject({
      assignment_group: 'g1',
      correlation_id: 'f-1@n-1',
      correlation_display: 'Ticketbound',
      description: 'Do\nit.',
      short_description: `${'t'.repeat(159)}…`,
    })
    if (there) await target.closeTask(there, 'over\n[ticketbound f-1@n-1 over]')
    expect(sn.tableOf('sc_task').rows[0]).toMatchObject({ state: '3' })
    expect(sn.journals.get(id)).toContain('over')
  })

  it('that would never be found again is told at once', async () => {
    sn.tableOf('sc_task').locked.add('correlation_id')
    await expect(targetOf({ tasks }).createTask(task)).rejects.toMatchObject({ code: 'write-back-columns-missing' })
  })
})

function withAnswer<Given extends readonly unknown[]>(
  write: (...given: Given) => Promise<Written>,
  change: (done: Written) => Written,
): (...given: Given) => Promise<Written> {
  return async (...given) => change(await write(...given))
}
