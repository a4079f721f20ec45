import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { smallWorldMap } from '../world/servicenow/servicenow-map.ts'
import { sysIdOf } from '../world/servicenow/write.ts'
import { reasons } from '../world/small-world.ts'
import type { NightNumber } from '../world/world.ts'
import { type InstanceNights, openInstanceNights, type RanNight, type ToldSource } from './instance-nights.ts'

let house: InstanceNights
beforeEach(async () => {
  house = await openInstanceNights()
})
afterEach(() => house.close())

/** What nobody may claim who has not seen all tickets. */
const needTickets: readonly string[] = [
  'access-without-ticket',
  'expired-still-active',
  'closed-not-removed',
  'closed-not-provisioned',
  'removed-without-ticket',
]

/** A ticket of access that is held, and about which nothing is wrong. */
const quiet = { number: 'REQ3091', principal: 'dana', entitlement: 'code-releases' }

const aboutQuiet = ({ findings }: RanNight): readonly string[] =>
  findings
    .filter(({ principal, entitlement }) => principal === quiet.principal && entitlement === quiet.entitlement)
    .map(({ kind }) => kind)

function sourceOf({ sources }: RanNight, name: string): ToldSource | undefined {
  return sources.find((source) => source.name === name)
}

const sortedKinds = (kinds: readonly { readonly kind: string }[]): readonly string[] =>
  kinds.map(({ kind }) => kind).toSorted()

const expectedOn = (night: NightNumber): readonly string[] => sortedKinds(reasons.filter(({ seen }) => seen <= night))

/** What is open of the kinds that need tickets, and since which night. */
const claimsOf = ({ findings }: RanNight): readonly string[] =>
  findings.filter(({ kind, state }) => needTickets.includes(kind) && state !== 'resolved').map(({ kind }) => kind)

describe('nights with tickets from an instance', () => {
  it('keep what a deleted ticket last said: its access is not without a ticket', async () => {
    expect(aboutQuiet(await house.run(1))).toEqual([])
    house.server.playTo(2)
    house.server.world.delete('sc_req_item', sysIdOf('sc_req_item', quiet.number))
    const second = await house.run(2)
    expect([second.code, sourceOf(second, 'itsm')?.complete]).toEqual([0, true])
    expect(sortedKinds(second.findings)).toEqual(expectedOn(2))
    expect(aboutQuiet(await house.run(3))).toEqual([])
  })

  it('say that access has no ticket where nobody ever saw one', async () => {
    house.server.playTo(1)
    house.server.world.delete('sc_req_item', sysIdOf('sc_req_item', quiet.number))
    expect(aboutQuiet(await house.run(1))).toEqual(['access-without-ticket'])
  })
})

describe('a night in which an instance fails', () => {
  it('ends with 3 where ranges are not answered, and says what to grant', async () => {
    house.server.behaviours['range-queries-refused'] = { as: 'ignored' }
    const ran = await house.run(1)
    expect([ran.code, claimsOf(ran)]).toEqual([3, []])
    expect(ran.err).toContain('(query-ignored)')
    expect(ran.err).toContain('query_range')
  })

  it('takes no ticket for one without approvals because only these could not be read', async () => {
    const first = await house.run(1)
    house.server.behaviours['range-queries-refused'] = { as: 'refused', table: 'sysapproval_approver' }
    const second = await house.run(2)
    const unproven = ({ findings }: RanNight) =>
      findings.filter(({ kind }) => kind === 'closed-without-evidence' || kind === 'gate-bypassed').map(({ id }) => id)
    expect([second.code, unproven(second)]).toEqual([3, unproven(first)])
    delete house.server.behaviours['range-queries-refused']
    const third = await house.run(3)
    expect([third.code, sourceOf(third, 'itsm')?.complete]).toEqual([0, true])
    const expected = expectedOn(3).filter((kind) => needTickets.includes(kind))
    expect(claimsOf(third).toSorted()).toEqual(expected)
  })

  it('keeps what tickets last said where they are read otherwise and cannot be', async () => {
    const first = await house.run(1)
    const wider = smallWorldMap
      .replace('gate:', 'zone: Europe/Berlin\ngate:')
      .replace('"" }', '"", lookup: { table: u_level, field: u_code } }')
    house.server.behaviours['range-queries-refused'] = { as: 'refused', table: 'sysapproval_approver' }
    const second = await house.run(2, wider)
    expect([second.code, claimsOf(second)]).toEqual([3, claimsOf(first)])
    expect(aboutQuiet(second)).toEqual([])
  })

  it('keeps the pages that came before it failed, and reads on behind them', async () => {
    house.server.playTo(1)
    house.server.behaviours['range-queries-refused'] = { as: 'refused', table: 'sc_item_option_mtom' }
    expect((await house.run(1)).code).toBe(3)
    delete house.server.behaviours['range-queries-refused']
    house.server.record.clear()
    expect((await house.run(2)).code).toBe(0)
    const swept = house.server.record.requests.filter(({ query }) => query.sysparm_query === 'ORDERBYsys_id')
    expect(swept.map(({ path }) => path.split('/').at(-1))).not.toContain('sys_user')
  })
})
