import { describe, expect, it } from 'vitest'
import { approvalsOf } from './approvals-of.ts'
import type { ApprovalRow } from './exchange-rows.ts'
import { anApprovalRow, at, on, someFacts } from './testdata/ticket.ts'
import { itemMap, theNames } from './testdata/world.ts'
import type { TicketFacts } from './ticket-facts.ts'

const map = itemMap('kind: provision, entitlement: deploy')

function read(facts: Partial<TicketFacts>, by = map) {
  return approvalsOf(someFacts(facts), by, theNames(by))
}

function approvals(facts: Partial<TicketFacts>, by = map): readonly ApprovalRow[] {
  const reading = read(facts, by)
  if (!reading.ok) throw new Error(JSON.stringify(reading.faults))
  return reading.value
}

const only = (row: Parameters<typeof anApprovalRow>[0]) => approvals({ approvals: [anApprovalRow(row)] })[0]

describe('a row of an approver', () => {
  it.each(['requested', 'not requested', 'not_required', 'cancelled', 'skipped', ''])(
    'decides nothing as %s',
    (state) => {
      expect(approvals({ approvals: [anApprovalRow({ state })] })).toEqual([])
    },
  )

  it('decides what the map says', () => {
    const custom = itemMap('kind: provision, entitlement: deploy', 'approvals: { ok: approved, rejected: rejected }')
    const rows = [anApprovalRow({ state: 'ok' }), anApprovalRow({ sys_id: 'p-2', state: 'approved' })]
    expect(approvals({ approvals: rows }, custom).map(({ id }) => id)).toEqual(['p-1'])
  })

  it('is a rejection, too', () => {
    expect(only({ state: 'rejected' })).toMatchObject({ decision: 'rejected', approver: 'bob', how: 'native' })
  })

  it('counts on the request that the item was ordered with', () => {
    expect(only({ sysapproval: 'q-1' })?.approver).toBe('bob')
  })

  it('counts where only its document names the ticket', () => {
    expect(only({ sysapproval: '', document_id: 't-1' })?.approver).toBe('bob')
  })

  it.each([{ sysapproval: 't-2' }, { sysapproval: '' }])('does not count on anything else: %j', (row) => {
    expect(only(row)).toBeUndefined()
  })

  it('is one decision, however often it was read', () => {
    const rows = [anApprovalRow(), anApprovalRow(), anApprovalRow({ state: 'rejected', sys_updated_on: at('11:00') })]
    expect(approvals({ approvals: rows })).toEqual([
      { id: 'p-1', approver: 'bob', decision: 'rejected', decidedAt: on('11:00'), how: 'native' },
    ])
  })

  it('comes before those that were decided later', () => {
    const rows = [
      anApprovalRow({ sys_id: 'p-3', sys_updated_on: at('11:00') }),
      anApprovalRow({ sys_id: 'p-2' }),
      anApprovalRow({ sys_id: 'p-1' }),
    ]
    expect(approvals({ approvals: rows }).map(({ id }) => id)).toEqual(['p-1', 'p-2', 'p-3'])
  })

  it('is a fault where nobody can tell when it was decided', () => {
    const reading = read({ approvals: [anApprovalRow({ sys_updated_on: '' })] })
    expect(reading.ok ? [] : reading.faults.map(({ code, message }) => [code, message])).toEqual([
      [
        'date-malformed',
        'sysapproval_approver p-1: when it was decided cannot be told: `` is no date that the Table API would write',
      ],
    ])
  })
})

describe('who decided', () => {
  it('is who wrote the row, in the place of whom was asked', () => {
    expect(only({ sys_updated_by: 'dora' })).toMatchObject({ approver: 'dora', onBehalfOf: 'bob', how: 'native' })
  })

  it.each(['system', 'guest', '', 'somebody.who.left'])('is nobody where %j wrote it: that is no evidence', (who) => {
    expect(only({ sys_updated_by: who })).toMatchObject({ approver: 'bob', decision: 'approved', how: 'informal' })
  })

  it('does not matter to a rejection, which stands', () => {
    expect(only({ state: 'rejected', sys_updated_by: 'system' })).toMatchObject({ approver: 'bob', how: 'native' })
  })

  it('never counts where whom was asked cannot be seen', () => {
    expect(only({ approver: 'u-gone', sys_updated_by: 'dora' })).toMatchObject({
      approver: 'dora',
      onBehalfOf: 'sys_user:u-gone',
    })
    expect(only({ approver: '', sys_updated_by: 'system' })).toMatchObject({ approver: 'sys_user:nobody' })
  })
})

describe('an approval for a group', () => {
  const forGroup = (group: string) => ({
    approvals: [anApprovalRow({ group: 'ga-1' })],
    groupApprovals: [{ sys_id: 'ga-1', parent: 't-1', assignment_group: group, approval: 'approved' }],
  })

  it('names the group that it is for', () => {
    expect(approvals(forGroup('g-ops'))[0]?.for).toBe('Ops')
  })

  it('is for no group that is known where the group cannot be seen', () => {
    expect(approvals(forGroup('g-gone'))[0]?.for).toBe('sys_user_group:g-gone')
    expect(approvals({ approvals: [anApprovalRow({ group: 'ga-9' })] })[0]?.for).toBe('sysapproval_group:ga-9')
  })

  it('of which nobody decided is none, whatever its flag says', () => {
    expect(approvals({ ...forGroup('g-ops'), approvals: [] })).toEqual([])
  })
})

describe('a decision that was seen before', () => {
  const first = anApprovalRow({ sys_updated_on: at('09:00') })
  const touched = anApprovalRow({ sys_updated_on: at('11:00'), sys_updated_by: 'system' })

  it('was taken then, and by whom it was then', () => {
    const history = { firstDecisions: new Map([['p-1', first]]) }
    expect(approvals({ approvals: [touched], history })[0]).toMatchObject({ decidedAt: on('09:00'), how: 'native' })
  })

  it('is another one where it was another', () => {
    const history = { firstDecisions: new Map([['p-1', { ...first, state: 'rejected' }]]) }
    expect(approvals({ approvals: [touched], history })[0]).toMatchObject({ decidedAt: on('11:00'), how: 'informal' })
  })
})
