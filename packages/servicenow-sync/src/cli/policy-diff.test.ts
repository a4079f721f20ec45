import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeEach, describe, expect, it } from 'vitest'
import { openSmallHouse, type SmallHouse } from './testdata/small-house.ts'

let house: SmallHouse
let proposed: string

const approval = { approver: 'alice', decision: 'approved', decidedAt: '2026-01-01T10:00:00Z', how: 'native' }
const sound = {
  kind: 'provision',
  entitlement: 'deploy',
  level: 'read',
  owner: 'alice',
  expiresAt: '2026-03-01',
  justification: 'to release what is built',
  openedAt: '2026-01-01T00:00:00Z',
}
const closed = { state: 'closed-complete', closedAt: '2026-01-02T00:00:00Z' }

beforeEach(async () => {
  house = await openSmallHouse()
  house.write('access.ndjson', [])
  house.configure((text) => text.replace('./access.ndjson', './access.ndjson\n    allowEmpty: true'))
  house.write('requests.ndjson', [
    { number: 'R1', principal: 'bob', requester: 'bob', ...sound, ...closed, approvals: [approval] },
    { number: 'R2', principal: 'carol', requester: 'carol', ...sound, ...closed, approvals: [] },
    {
      number: 'R3',
      principal: 'carol',
      requester: 'carol',
      ...sound,
      level: 'write',
      state: 'open',
      approvals: [approval],
    },
    { number: 'R4', principal: 'bob', requester: 'bob', ...sound, kind: 'deprovision', ...closed, approvals: [] },
    { number: 'R5', principal: 'bob', requester: 'bob', ...sound, state: 'cancelled', approvals: [] },
  ])
  await house.run()
  proposed = join(house.folder, 'proposed')
  mkdirSync(proposed)
  propose('catalogue.yaml', (text) => text)
  propose('policy.yaml', (text) => text)
})

function propose(name: string, change: (text: string) => string): void {
  writeFileSync(join(proposed, name), change(readFileSync(join(house.folder, name), 'utf8')))
}

const diff = (...more: readonly string[]) => house.type('policy', 'diff', house.folder, proposed, ...more)
const differences = async (...more: readonly string[]) => JSON.parse((await diff('--json', ...more)).out)

describe('ticketbound policy diff', () => {
  it('finds nothing between rules that are the same', async () => {
    const { code, out } = await diff('--fail-on-change')
    expect(code).toBe(0)
    expect(out).toContain('2 closed requests and 1 open request, as of the night of 2026-02-01T00:00:00Z')
    expect(out).toContain('No decision changes.')
  })

  it('names what would be denied, closed and open, and why', async () => {
    propose('catalogue.yaml', (text) => text.replace('maxDuration: P180D', 'maxDuration: P10D'))
    expect(await differences()).toMatchObject({
      judged: { closed: 2, open: 1 },
      'allowed-to-denied': {
        count: 2,
        added: { 'expiry-too-late': 2 },
        removed: {},
        listed: [
          { number: 'R1', state: 'closed-complete', at: '2026-01-02T00:00:00Z', added: ['expiry-too-late'] },
          { number: 'R3', state: 'open', at: '2026-02-01T00:00:00Z' },
        ],
      },
      'denied-to-allowed': { count: 0 },
      'denied-otherwise': { count: 1, added: { 'expiry-too-late': 1 }, listed: [{ number: 'R2' }] },
    })
  })

  it('names what would be allowed, and what no longer stands against it', async () => {
    propose('catalogue.yaml', (text) => text.replace('approval: { from: owner, count: 1 }', 'approval: { count: 0 }'))
    expect(await differences()).toMatchObject({
      'denied-to-allowed': {
        count: 1,
        removed: { 'evidence-insufficient': 1 },
        listed: [{ number: 'R2', removed: ['evidence-insufficient'] }],
      },
    })
  })

  it('sees who must approve by the tiers of each policy', async () => {
    propose('catalogue.yaml', (text) => text.replace(/ {2}approval: .*\n/, ''))
    propose('policy.yaml', (text) => `${text}approvals: { high: { from: group, name: security } }\n`)
    expect((await differences())['allowed-to-denied']).toMatchObject({
      count: 2,
      added: { 'evidence-insufficient': 2 },
    })
  })

  it('ends with 1 on a change where that is asked for, and lists no more than asked for', async () => {
    propose('policy.yaml', (text) => `${text}justification: 500\n`)
    const { code, out } = await diff('--fail-on-change', '--limit', '1')
    expect(code).toBe(1)
    expect(out).toMatch(
      /Allowed under A, denied under B {2}2 requests\n {2}2 {2}under B only {2}justification-missing\n {2}R1: .*\n {2}1 more: add --limit 2/,
    )
    expect((await diff()).code).toBe(0)
  })

  it('takes a configuration for a side, too', async () => {
    writeFileSync(join(proposed, 'ticketbound.yaml'), readFileSync(house.config, 'utf8'))
    const { code, out } = await house.type('policy', 'diff', house.config, join(proposed, 'ticketbound.yaml'))
    expect([code, out]).toEqual([0, expect.stringContaining('No decision changes.')])
  })

  it.each([
    ['a side that is not there', 'nowhere', 'there is no such folder or file'],
    ['a folder without rules', '.', 'neither catalogue.yaml nor policy.yaml'],
  ])('refuses %s', async (_what, name, says) => {
    mkdirSync(join(house.folder, 'empty'))
    const side = join(house.folder, 'empty', name)
    const { code, err } = await house.type('policy', 'diff', house.folder, side)
    expect(code).toBe(2)
    expect(err).toContain(says)
    expect(err).toContain('rules-not-found')
  })

  it('tells the faults of a side', async () => {
    propose('policy.yaml', () => 'birthrights: [{ entitlements: [ghost] }]\n')
    const { code, err } = await diff()
    expect([code, err]).toEqual([2, expect.stringMatching(/proposed\/policy\.yaml:1:32: .*birthright-unknown/)])
  })
})
