import { type Decision, makeSeal, type RequestLine, sealClaims } from '@ticketbound/core'
import { type ChangelogEntry, type IssueProperty, issueFieldIds, readIssueRequest } from '@ticketbound/jira'
import { createSignJws, sha256 } from '@ticketbound/seals'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { keyPair, type Pair } from '../seals/seal-house.ts'
import { ask } from '../servers/jira/ask.ts'
import { accessFields, fieldMap } from '../world/jira/fields.ts'
import { type NightHouse, openNightHouse } from './night-house.ts'

let house: NightHouse
let app: Pair

beforeEach(async () => {
  house = await openNightHouse()
  app = await keyPair('app-1')
  const keys = [{ kid: app.kid, ...app.key, status: 'active' }]
  house.write('keys.json', JSON.stringify({ keys }))
  house.configure({ more: `seals: { tenant: ${house.jira.cloudId}, keys: ./keys.json }\n` })
  house.held({ account: 'acc-alice', entitlement: 'vault' })
})
afterEach(() => house.close())

/** An issue as the app at the gate reads it. */
async function lineOf(key: string): Promise<RequestLine> {
  const fields = issueFieldIds(fieldMap).join(',')
  const { body: issue } = await ask(house.jira, `issue/${key}?fields=${fields}`)
  const { body: history } = await ask(house.jira, `issue/${key}/changelog`)
  const changelog = history.values as readonly ChangelogEntry[]
  const line = readIssueRequest({ issue, changelog }, fieldMap, { source: 'jira', zone: 'UTC', now: 0 })
  if (!line.ok) throw new Error(JSON.stringify(line.faults))
  return line.value
}

/** Seals that these accounts approved a request one after another, now. */
async function sealsFor(
  line: RequestLine,
  approvers: readonly string[],
  { pair = app, tenant = house.jira.cloudId } = {},
): Promise<readonly string[]> {
  const seals: string[] = []
  for (const approver of approvers) {
    house.wait(1)
    const previous = seals.at(-1)
    const decidedAt = house.jira.world.now()
    const decision: Decision = {
      approver,
      decision: 'approved',
      decidedAt,
      ...(previous !== undefined && { previous }),
    }
    seals.push(await makeSeal(sealClaims(line, decision, { tenant, sha256 }), pair.kid, createSignJws(pair.privateKey)))
  }
  return seals
}

function propertyWith(seals: readonly string[]): IssueProperty {
  return {
    version: 1,
    state: 'passed',
    missing: [],
    approvals: seals.length,
    needed: 2,
    seals,
    gate: { passedAt: '2026-11-21T09:00:00Z', verdict: 'a'.repeat(64) },
    updatedAt: '2026-11-21T09:00:00Z',
  }
}

/** Runs the night after ACC-3, which needs two owners, was granted once dave decided; gives what it found about it. */
async function foundAbout3(): Promise<readonly string[]> {
  house.wait(1)
  await house.decide('ACC-3', 'acc-dave', 'approve')
  await house.move('ACC-3', 'Finish')
  const { code, err, itsm } = await house.run()
  expect({ code, complete: itsm?.complete }, err).toEqual({ code: 0, complete: true })
  return (await house.findings()).filter((each) => each.endsWith('ACC-3'))
}

const unproven = ['closed-without-evidence ACC-3']

describe('the decisions that the app sealed', () => {
  it('are evidence', async () => {
    const seals = await sealsFor(await lineOf('ACC-3'), ['acc-bob', 'acc-dave'])
    await house.setProperty('ACC-3', propertyWith(seals))
    expect(await foundAbout3()).toEqual([])
  })

  it('are evidence of what they were made for, and not of what it was changed into', async () => {
    const seals = await sealsFor(await lineOf('ACC-3'), ['acc-bob', 'acc-dave'])
    await house.setProperty('ACC-3', propertyWith(seals))
    await house.edit('ACC-3', { [accessFields.level.id]: { value: 'admin' } })
    expect(await foundAbout3()).toEqual(unproven)
  })

  it.each<[string, () => Promise<unknown>]>([
    [
      'by another key',
      async () =>
        propertyWith(await sealsFor(await lineOf('ACC-3'), ['acc-bob', 'acc-dave'], { pair: await keyPair('app-1') })),
    ],
    ['for another issue', async () => propertyWith(await sealsFor(await lineOf('ACC-1'), ['acc-bob', 'acc-dave']))],
    [
      'on another site',
      async () => propertyWith(await sealsFor(await lineOf('ACC-3'), ['acc-bob', 'acc-dave'], { tenant: 'elsewhere' })),
    ],
    [
      'once, and written twice',
      async () => propertyWith(Array(2).fill((await sealsFor(await lineOf('ACC-3'), ['acc-dave']))[0])),
    ],
    ['in words only', async () => ({ ...propertyWith([]), state: 'passed', approvals: 2 })],
    ['with nonsense among the seals', async () => propertyWith(['eyJ', 'x.y.z', `${'a'.repeat(40)}..`])],
  ])('are none where somebody writes on the issue what was sealed %s', async (_what, made) => {
    await house.setProperty('ACC-3', await made())
    expect(await foundAbout3()).toEqual(unproven)
  })

  it('are no evidence once the key was revoked', async () => {
    const seals = await sealsFor(await lineOf('ACC-3'), ['acc-bob', 'acc-dave'])
    await house.setProperty('ACC-3', propertyWith(seals))
    house.write('keys.json', JSON.stringify({ keys: [{ kid: app.kid, ...app.key, status: 'revoked' }] }))
    expect(await foundAbout3()).toEqual(unproven)
  })
})
