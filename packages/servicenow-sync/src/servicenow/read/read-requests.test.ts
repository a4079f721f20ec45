import { describe, expect, it } from 'vitest'
import { upstreamError } from '../../errors.ts'
import { aCell, anAnswer, anApprovalRow, aTask, aTicket, at, on } from '../meaning/testdata/ticket.ts'
import { aMap, aUser, itemMap } from '../meaning/testdata/world.ts'
import type { RawRow } from '../raw-row.ts'
import { readRequests } from './read-requests.ts'
import { fakeInstance } from './testdata/fake-instance.ts'

const map = itemMap('kind: provision, entitlement: { variable: role }, level: { variable: level, default: "" }')
const watch = { at: Date.parse('2026-03-11T02:00:00Z'), onRows: () => {} }
const failure = upstreamError({ code: 'http-too-slow', message: 'it is slow', help: 'wait' })

const stamps = { sys_created_on: at('08:00'), sys_updated_on: at('08:00') }

/** By which answers and tasks are narrowed to the items that are mapped. */
const ofItem = { 'request_item.cat_item': 'i-prod' }

const tables: Readonly<Record<string, readonly RawRow[]>> = {
  sc_cat_item: [
    { ...stamps, sys_id: 'i-prod', name: 'Production access ' },
    { ...stamps, sys_id: 'i-reset', name: 'Password reset' },
  ],
  sc_req_item: [aTicket(), aTicket({ sys_id: 't-2', number: 'RITM0002', cat_item: 'i-reset' })],
  sc_request: [{ ...stamps, sys_id: 'q-1', number: 'REQ0001' }],
  sc_item_option_mtom: [anAnswer('role', 'deploy', ofItem), anAnswer('level', 'read', ofItem)],
  sc_task: [aTask(ofItem)],
  sysapproval_approver: [anApprovalRow({ 'sysapproval.sys_class_name': 'sc_req_item' })],
  sys_user: ['rita', 'alice', 'bob'].map((name) => aUser(name)),
}

function instance(more: Readonly<Record<string, readonly RawRow[]>> = {}, given = map) {
  return fakeInstance(given, { ...tables, ...more })
}

async function linesOf(house: ReturnType<typeof instance>) {
  const { records, ...rest } = await readRequests(house, watch)
  const all = [...records]
  return { ...rest, lines: all.flatMap(({ rows }) => rows), faults: all.flatMap(({ faults }) => faults) }
}

describe('the tickets of an instance', () => {
  it('are lines with their answers, tasks and approvals, of the items that are mapped', async () => {
    const { lines, faults, reasons, failure: none } = await linesOf(instance())
    expect(lines).toMatchObject([
      {
        number: 'RITM0001',
        entitlement: 'deploy',
        level: 'read',
        requester: 'rita',
        fulfilledAt: on('11:00'),
        approvals: [{ approver: 'bob', decision: 'approved' }],
      },
    ])
    expect([faults, reasons, none]).toEqual([[], [], undefined])
  })

  it('have approvals of their request and of groups, each once', async () => {
    const approver = (sysId: string, sysapproval: string, more: RawRow = {}) =>
      anApprovalRow({ sys_id: sysId, sysapproval, 'sysapproval.sys_class_name': 'sc_req_item', ...more })
    const house = instance({
      sysapproval_group: [
        { ...stamps, sys_id: 'ga-1', parent: 't-1', assignment_group: 'g-ops', approval: 'approved' },
      ],
      sysapproval_approver: [
        approver('p-1', 't-1', { document_id: 'q-1' }),
        approver('p-2', 'q-1'),
        approver('p-3', 'ga-1'),
        approver('p-4', 'other'),
      ],
    })
    const { lines } = await linesOf(house)
    const [{ approvals } = { approvals: [] }] = lines as readonly {
      readonly approvals: readonly { readonly id: string }[]
    }[]
    expect(approvals.map(({ id }) => id).toSorted()).toEqual(['p-1', 'p-2', 'p-3'])
  })

  it('have the answers that were edited since the links to them were read', async () => {
    const house = instance()
    await linesOf(house)
    const edited = { ...stamps, sys_id: 'o-level', sys_updated_on: at('13:00'), value: 'write' }
    house.tables.set('sc_item_option', [edited, { ...edited, sys_id: 'o-of-another' }])
    const { lines } = await linesOf(house)
    expect(lines).toMatchObject([{ level: 'write', changes: [{ at: on('13:00'), field: 'level' }] }])
  })

  it('have the rows of their multi-row sets', async () => {
    const rows = itemMap('kind: provision, rows: access_rows, entitlement: { variable: app }')
    const house = instance({ sc_multi_row_question_answer: [aCell('1', 'app', 'sap'), aCell('2', 'app', 'crm')] }, rows)
    const { lines } = await linesOf(house)
    expect(lines).toMatchObject([{ entitlement: 'sap' }, { entitlement: 'crm' }])
  })

  it('have what is remembered of them and of their approvals', async () => {
    const house = instance()
    await linesOf(house)
    const approval = anApprovalRow({ 'sysapproval.sys_class_name': 'sc_req_item' })
    house.tables.set('sc_req_item', [aTicket({ sys_updated_on: at('14:00'), closed_at: at('14:00') })])
    house.tables.set('sysapproval_approver', [{ ...approval, sys_updated_on: at('13:30'), sys_updated_by: 'rita' }])
    const { lines } = await linesOf(house)
    expect(lines).toMatchObject([
      {
        closedAt: on('14:00'),
        reopenedAt: on('12:00'),
        // A later note on the decision is no new decision.
        approvals: [{ approver: 'bob', decidedAt: on('10:00') }],
      },
    ])
  })

  it('that are gone are handed on no more', async () => {
    const house = instance()
    await linesOf(house)
    house.tables.set('sc_req_item', [])
    expect((await linesOf(house)).lines).toEqual([])
  })
})

describe('tickets that are not all there', () => {
  it('say which item of the map the catalogue does not have', async () => {
    const given = aMap('items:\n  - { item: Gone, kind: none }\n  - { item: i-prod, kind: none }\n')
    const { reasons } = await linesOf(instance({}, given))
    expect(reasons).toEqual(['the instance shows no catalogue item `Gone`'])
  })

  it('say of no item that it is not there where the catalogue could not be read, and nothing twice', async () => {
    const asleep = instance()
    asleep.failing.set('sc_cat_item', failure)
    expect(await linesOf(asleep)).toMatchObject({ reasons: [], failure })
    const hidden = instance()
    hidden.hidden.set('sc_cat_item', '1 row is counted and not shown')
    expect((await linesOf(hidden)).reasons).toEqual(['`sc_cat_item`: 1 row is counted and not shown'])
  })

  it('say what is missing of any table that belongs to them', async () => {
    const house = instance()
    house.hidden.set('sysapproval_approver', '3 rows are counted and not shown')
    house.hidden.set('sc_req_item', '1 row is counted and not shown')
    expect((await linesOf(house)).reasons).toEqual([
      '`sysapproval_approver`: 3 rows are counted and not shown',
      '`sc_req_item`: 1 row is counted and not shown',
    ])
  })
})

describe('tickets of an instance that fails', () => {
  it('are read last, or not at all, so that none is newer than what belongs to it', async () => {
    const house = instance()
    await linesOf(house)
    expect(house.synced.at(-1)).toBe('sc_req_item')
    house.synced.length = 0
    house.failing.set('sysapproval_approver', failure)
    house.tables.set('sc_req_item', [aTicket({ state: '2', active: 'true', closed_at: '' })])
    const read = await linesOf(house)
    expect(house.synced).not.toContain('sc_req_item')
    expect(read).toMatchObject({ failure, lines: [{ state: 'closed-complete', approvals: [{ approver: 'bob' }] }] })
  })

  it.each(['sc_item_option_mtom', 'sysapproval_approver', 'sc_cat_item', 'sc_req_item', 'sys_user'])(
    'are not handed on before %s was read for the first time',
    async (table) => {
      const house = instance()
      house.failing.set(table, failure)
      expect(await linesOf(house)).toMatchObject({ failure, lines: [], faults: [] })
    },
  )
})
