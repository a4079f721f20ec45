import { afterEach, beforeEach, describe, expect, it } from 'vitest'
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
  it('find on each of three what they find with tickets from files', async () => {
    for (const night of [1, 2, 3] as const) {
      const ran = await house.run(night)
      expect([ran.code, sortedKinds(ran.findings)]).toEqual([0, expectedOn(night)])
    }
  })

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

describe('a night in which an instance hides tickets', () => {
  beforeEach(() => {
    house.server.behaviours['rows-hidden-by-acl'] = {
      table: 'sc_req_item',
      hides: ({ number = '' }) => number === quiet.number,
    }
  })

  it('says that tickets are incomplete, and claims nothing for which one would have to see them all', async () => {
    const ran = await house.run(1)
    expect(ran.code).toBe(0)
    expect(sourceOf(ran, 'itsm')).toMatchObject({
      complete: false,
      reason: '`sc_req_item`: 1 row is counted and not shown',
    })
    expect(ran.findings.filter(({ kind }) => kind === 'source-incomplete')).toHaveLength(1)
    expect(claimsOf(ran)).toEqual([])
    expect(reasons.filter(({ kind, seen }) => needTickets.includes(kind) && seen === 1).length).toBeGreaterThan(0)
  })

  it('is made up for as soon as they are shown', async () => {
    await house.run(1)
    delete house.server.behaviours['rows-hidden-by-acl']
    const second = await house.run(2)
    expect(sourceOf(second, 'itsm')).toMatchObject({ complete: true })
    expect(
      second.findings.filter(({ kind, state }) => kind === 'source-incomplete' && state === 'resolved'),
    ).toHaveLength(1)
    expect(claimsOf(second)).not.toEqual([])
  })
})

describe('a night in which an instance fails', () => {
  it('ends with 3 where it hibernates, reads every other source, and leaves what was found on tickets', async () => {
    const first = await house.run(1)
    house.server.behaviours.hibernating = true
    const { code, err, ...second } = await house.run(2)
    expect(code).toBe(3)
    expect(err).toContain('(instance-hibernating)')
    const ran = { code, err, ...second }
    expect(sourceOf(ran, 'itsm')).toMatchObject({ complete: false, rows: sourceOf(first, 'itsm')?.rows })
    for (const name of ['directory', 'cloud', 'code']) expect(sourceOf(ran, name)).toMatchObject({ complete: true })
    expect(claimsOf(ran)).toEqual(claimsOf(first))
    delete house.server.behaviours.hibernating
    const third = await house.run(3)
    expect(claimsOf(third).toSorted()).toEqual(expectedOn(3).filter((kind) => needTickets.includes(kind)))
  })

  it('ends with 3 where ranges are not answered, and says what to grant', async () => {
    house.server.behaviours['range-queries-refused'] = { as: 'ignored' }
    const ran = await house.run(1)
    expect([ran.code, claimsOf(ran)]).toEqual([3, []])
    expect(ran.err).toContain('(query-ignored)')
    expect(ran.err).toContain('query_range')
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
