import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Flaws } from '../servers/jira/flaws/catalogue.ts'
import { accessFields } from '../world/jira/fields.ts'
import { type NightHouse, openNightHouse } from './night-house.ts'

let house: NightHouse

beforeEach(async () => {
  house = await openNightHouse()
  await house.decide('ACC-1', 'acc-bob', 'approve')
  await house.edit('ACC-3', { [accessFields.level.id]: { value: 'read' } })
  await house.edit('ACC-3', { [accessFields.level.id]: { value: 'write' } })
  await house.decide('ACC-3', 'acc-bob', 'approve')
  for (const key of ['ACC-1', 'ACC-3', 'ACC-4']) await house.move(key, 'Finish')
  house.held(
    { account: 'acc-alice', entitlement: 'deploy', level: 'write' },
    { account: 'acc-alice', entitlement: 'vault', level: 'write' },
    { account: 'acc-dave', entitlement: 'billing' },
  )
  house.configure({ jira: '  pageSize: 2\n' })
})
afterEach(() => house.close())

function switchOn(flaws: Flaws): void {
  for (const [name, given] of Object.entries(flaws)) {
    house.jira.flaws.on(name as keyof Flaws, given === true ? {} : given)
  }
}

describe('a night finds what it finds on a site without a flaw', () => {
  it.each<[string, Flaws]>([
    ['refuses every fourth request for a second', { 'rate-limited': { every: 4, retryAfter: 1 } }],
    ['answers some requests with errors of what stands before it', { 'server-errors': { every: 4 } }],
    ['takes credentials for wrong once in a while', { 'transient-401': { every: 5 } }],
    ['cuts bodies in the middle', { 'damaged-200': { every: 4, method: 'POST' } }],
    ['cuts the approvals in the middle', { 'damaged-200': { every: 2, path: 'servicedeskapi' } }],
    ['shows a page for people now and then', { 'page-for-people': { every: 5 } }],
    ['drops connections', { 'connection-dropped': { every: 4 } }],
    ['resets connections within an answer', { 'reset-mid-body': { every: 4 } }],
    ['gives histories two entries at a time', { 'changelog-cut': { entries: 2 } }],
    ['tells moments in milliseconds', { 'changelog-epochs': { as: 'milliseconds' } }],
    ['tells moments in seconds', { 'changelog-epochs': { as: 'seconds' } }],
    ['calls a status otherwise', { 'status-renamed': { status: '10003', name: 'Finished' } }],
    ['knows an owner no more', { 'user-deleted': { user: 'acc-dave' } }],
  ])('where the site %s', { timeout: 60_000 }, async (_what, flaws) => {
    switchOn(flaws)
    const { code, err, itsm } = await house.run()
    expect({ code, itsm }, err).toMatchObject({ code: 0, itsm: { rows: 5, complete: true } })
    expect(await house.findings()).toEqual(['closed-not-removed ACC-4', 'closed-without-evidence ACC-3'])
  })
})

it('a field that was taken from the site is a fault of each issue, and never empty', async () => {
  switchOn({ 'field-removed': { field: accessFields.level.id } })
  const { code, err } = await house.run()
  expect({ code, err }).toMatchObject({
    code: 2,
    err: expect.stringContaining(`${accessFields.level.id}: ACC-1: level: the issue does not have this field`),
  })
})

it('an address at which there is no API ends the night, for somebody must correct it', async () => {
  house.configure({ jira: '', site: `${house.jira.url}/ex/jira/elsewhere` })
  const { code, err } = await house.run()
  expect({ code, err }).toMatchObject({ code: 2, err: expect.stringContaining('jira-account-missing') })
})
