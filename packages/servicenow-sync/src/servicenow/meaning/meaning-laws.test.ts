import { readGrant, readPerson, readRequest } from '@ticketbound/core'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import type { RawRow } from '../raw-row.ts'
import { createRoleBook } from './role-book.ts'
import { aCell, anAnswer, anApprovalRow, aTask, aTicket, at, ofType } from './testdata/ticket.ts'
import { aMap, aUser, theNames } from './testdata/world.ts'
import type { TicketFacts } from './ticket-facts.ts'
import { toGrantRows } from './to-grant-rows.ts'
import { toPersonRows } from './to-person-rows.ts'
import { toRequestRows } from './to-request-rows.ts'
import type { UserFacts } from './user-facts.ts'

const map = aMap(`zone: Europe/Berlin
items:
  - { item: Production access, when: { variable: action, is: rows }, kind: provision, principal: { variable: user }, entitlement: { variable: role }, rows: access_rows }
  - item: Production access
    kind: { variable: action, values: { Add: provision, Remove: deprovision, "*": change } }
    principal: { variable: user }
    entitlement: { variable: role, split: "," }
    level: { variable: level, default: "" }
    owner: { field: u_owner, default: "" }
    expiresAt: { variable: end, default: "" }
    justification: { variable: reason }
  - { item: "*", kind: none }
`)
const names = theNames(map)

/** What stands in fields: what should, what could, and anything at all. */
const text = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.constantFrom('', 'Add', 'rows', 'alice', 'u-alice', 'u-bob', 'bob', 'deploy', 'deploy,audit'),
  },
  {
    weight: 3,
    arbitrary: fc.constantFrom(at('09:00'), at('10:00'), '2026-12-31', '3', '4', 'approved', 'rejected', 'true'),
  },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 12 }) },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      '__proto__',
      'constructor',
      'x'.repeat(300),
      '\ud800',
      '2026-99-99 99:99:99',
      'a\nb',
      '\u2028',
    ),
  },
)

/** A row in which some fields say something else, or are not there. */
function changed(row: RawRow): fc.Arbitrary<RawRow> {
  const fields = Object.keys(row)
  const change = fc.tuple(fc.constantFrom(...fields), fc.option(text, { nil: undefined }))
  return fc.array(change, { maxLength: 3 }).map((changes) => {
    const result: Record<string, string> = { ...row }
    for (const [field, value] of changes) {
      if (value === undefined) delete result[field]
      else result[field] = value
    }
    return result
  })
}

const some = (...rows: readonly RawRow[]) => fc.array(fc.oneof(...rows.map(changed)), { maxLength: 5 })

const facts: fc.Arbitrary<TicketFacts> = fc.record({
  table: fc.constant('sc_req_item' as const),
  ticket: changed(aTicket({ u_owner: 'u-bob' })),
  tasks: some(aTask()),
  answers: fc
    .tuple(
      changed(anAnswer('action', 'Add')),
      changed(anAnswer('user', 'u-alice', ofType('31'))),
      changed(anAnswer('role', 'deploy')),
      changed(anAnswer('end', '2026-12-31')),
      some(anAnswer('level', 'write'), anAnswer('reason', 'Because')),
    )
    .map(([action, user, role, end, more]) => [action, user, role, end, ...more]),
  options: some({ sys_id: 'o-role', value: 'audit', sys_updated_on: at('09:30') }),
  cells: some(aCell('1', 'user', 'alice'), aCell('1', 'role', 'deploy'), aCell('2', 'role', 'audit')),
  approvals: some(anApprovalRow(), anApprovalRow({ sys_id: 'p-2', state: 'rejected', group: 'ga-1' })),
  groupApprovals: some({ sys_id: 'ga-1', parent: 't-1', assignment_group: 'g-ops' }),
})

const role = {
  sys_id: 'h',
  role: 'r-itil',
  inherited: 'true',
  state: 'active',
  granted_by: '',
  sys_created_on: at('08:00'),
}
const membership = { sys_id: 'm', group: 'g-ops', sys_created_on: at('08:00') }
const delegation = {
  sys_id: 'd',
  delegate: 'u-dora',
  starts: at('08:00'),
  ends: at('20:00'),
  approvals: 'true',
  sys_created_on: at('07:00'),
}

const userFacts: fc.Arbitrary<UserFacts> = fc.record({
  user: changed(aUser('alice', { identity_type: 'human', manager: 'u-mia', employee_number: 'E7' })),
  roles: some(role, { ...role, sys_id: 'h2', role: 'r-admin', inherited: 'false' }),
  memberships: some(membership, { ...membership, sys_id: 'm2', group: 'g-sec' }),
  delegates: some(delegation),
})

const book = createRoleBook({ groupRoles: [{ sys_id: 'x', group: 'g-ops', role: 'r-itil' }] })

const isNamed = ({ code, message, help }: { code: string; message: string; help: string }): boolean =>
  /^[a-z-]+$/.test(code) && /^[a-z_]+ .*: ./.test(message) && help !== ''

it('whatever a ticket holds, it is lines that core takes or faults that name the record, and often lines', () => {
  let lines = 0
  fc.assert(
    fc.property(facts, (given) => {
      const { rows, faults } = toRequestRows(given, map, names)
      expect(rows.length + faults.length).toBeGreaterThan(0)
      for (const row of rows) expect(readRequest(row, { source: 'itsm', zone: 'UTC' })).toMatchObject({ ok: true })
      for (const fault of faults) expect(fault).toSatisfy(isNamed)
      lines += rows.length
    }),
    { numRuns: 500 },
  )
  expect(lines).toBeGreaterThan(50)
})

it('the order of what was read of a ticket does not matter, nor that it was read twice', () => {
  const shuffled = facts.chain((given) =>
    fc
      .tuple(
        fc.shuffledSubarray([...given.tasks, ...given.tasks], { minLength: given.tasks.length * 2 }),
        fc.shuffledSubarray([...given.answers, ...given.answers], { minLength: given.answers.length * 2 }),
        fc.shuffledSubarray([...(given.options ?? [])], { minLength: given.options?.length ?? 0 }),
        fc.shuffledSubarray([...given.cells], { minLength: given.cells.length }),
        fc.shuffledSubarray([...given.approvals, ...given.approvals], { minLength: given.approvals.length * 2 }),
      )
      .map(
        ([tasks, answers, options, cells, approvals]) =>
          [given, { ...given, tasks, answers, options, cells, approvals }] as const,
      ),
  )
  const inOrder = (given: TicketFacts) => {
    const { rows, faults } = toRequestRows(given, map, names)
    return { rows, faults: [...new Set(faults.map((fault) => JSON.stringify(fault)))].sort() }
  }
  fc.assert(
    fc.property(shuffled, ([given, other]) => {
      expect(inOrder(other)).toEqual(inOrder(given))
    }),
    { numRuns: 300 },
  )
})

it('no approval is evidence that no user wrote', () => {
  fc.assert(
    fc.property(facts, (given) => {
      const unwritten = given.approvals.map((row) => ({ ...row, sys_updated_by: 'system' }))
      for (const { approvals } of toRequestRows({ ...given, approvals: unwritten }, map, names).rows) {
        for (const { decision, how } of approvals) expect([decision, how]).not.toEqual(['approved', 'native'])
      }
    }),
  )
})

it('whatever a user’s records hold, they are people and grants that core takes or faults that name the record', () => {
  fc.assert(
    fc.property(userFacts, (given) => {
      const people = toPersonRows(given, map, names)
      expect(people.rows.length === 1).toBe(people.faults.length === 0)
      for (const row of people.rows) expect(readPerson(row, { zone: 'UTC' })).toMatchObject({ ok: true })
      const grants = toGrantRows(given, names, book)
      for (const row of grants.rows) expect(readGrant(row, { zone: 'UTC' })).toMatchObject({ ok: true })
      for (const fault of [...people.faults, ...grants.faults]) expect(fault).toSatisfy(isNamed)
    }),
    { numRuns: 300 },
  )
})

it('the order of what was read of a user does not matter', () => {
  const reversed = ({ roles, memberships, delegates = [], user }: UserFacts): UserFacts => ({
    user,
    roles: [...roles].reverse(),
    memberships: [...memberships].reverse(),
    delegates: [...delegates].reverse(),
  })
  fc.assert(
    fc.property(userFacts, (given) => {
      expect(toPersonRows(reversed(given), map, names)).toEqual(toPersonRows(given, map, names))
      expect(toGrantRows(reversed(given), names, book).rows).toEqual(toGrantRows(given, names, book).rows)
    }),
    { numRuns: 300 },
  )
})
