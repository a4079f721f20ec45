import { beforeEach, describe, expect, it } from 'vitest'
import { firstNight, openSmallHouse, pipeTo, type SmallHouse } from './testdata/small-house.ts'

let house: SmallHouse

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
const closed = { state: 'closed-complete', closedAt: '2026-01-02T00:00:00Z', approvals: [approval] }

beforeEach(async () => {
  house = await openSmallHouse()
  house.write('requests.ndjson', [
    { number: 'R1', principal: 'bob', requester: 'bob', ...sound, ...closed },
    {
      number: 'R2',
      principal: 'carol',
      requester: 'carol',
      ...sound,
      state: 'open',
      approvals: [{ ...approval, approver: 'carol' }],
    },
  ])
  await house.run()
})

/** What `policy explain --json` says, one request line after another. */
async function explained(...argv: readonly string[]) {
  const { code, out } = await house.type('policy', 'explain', '--json', ...argv)
  expect(code).toBe(0)
  return out
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line))
}

describe('ticketbound policy explain', () => {
  it('says what becomes of every rule and of every approval of a closed request, as of its closing', async () => {
    const [said] = await explained('--request', 'R1')
    expect(said).toMatchObject({
      at: '2026-01-02T00:00:00Z',
      closed: true,
      allowed: true,
      asked: { number: 'R1', principal: 'bob' },
      evidence: { assurance: 'unproven', approvals: [{ approver: 'alice', counts: true }] },
    })
    const outcomes = new Map(said.checks.map((check: { rule: string; outcome: string }) => [check.rule, check.outcome]))
    expect(outcomes.get('expiry-past')).toBe('passed')
    expect(outcomes.get('duplicate-of-held')).toBe('passed')
    expect(outcomes.get('sponsor-missing')).toBe('not-applicable')
  })

  it('explains an open one as of the last night, and as before acting', async () => {
    const [said] = await explained('--request', 'R2')
    expect(said).toMatchObject({ at: '2026-02-01T00:00:00Z', closed: false, allowed: false })
    const broken = said.checks.filter((check: { outcome: string }) => check.outcome === 'broken')
    expect(broken).toMatchObject([
      { rule: 'duplicate-of-held', violation: { field: 'entitlement', remedy: expect.any(String) } },
    ])
    expect(said.evidence.approvals[0].faults.map(({ code }: { code: string }) => code)).toContain(
      'approver-is-requester',
    )
  })

  it('says where each stood after the last night, and nothing of that where it looks at a day before', async () => {
    const states = (await explained('--request', 'R1', 'R2')).map(({ state }) => state)
    expect(states).toEqual(['active', 'requested'])
    expect((await explained('--request', 'R1', '--at', '2026-01-03T00:00:00Z'))[0]).not.toHaveProperty('state')
  })

  it('knows what was revoked: the access is to be removed', async () => {
    house.configure(
      (text) =>
        `${text.trimEnd()}\n  - { name: reviews, reads: recertifications, type: files, path: ./reviews.ndjson }\n`,
    )
    const revoked = { principal: 'bob', entitlement: 'deploy', decision: 'revoke', decidedAt: '2026-01-20T00:00:00Z' }
    house.write('reviews.ndjson', [{ ...revoked, decider: 'alice' }])
    await house.runAgain()
    const { out } = await house.type('policy', 'explain', '--request', 'R1')
    expect(out).toContain('State after the last night: removal-due. The access must go')
  })

  it('goes back to a day on which a request was still open', async () => {
    const [said] = await explained('--request', 'R1', '--at', '2026-01-01T12:00:00Z')
    expect(said).toMatchObject({ at: '2026-01-01T12:00:00Z', closed: false })
    const { code, err } = await house.type('policy', 'explain', '--request', 'R1', '--at', '2025-12-01T00:00:00Z')
    expect([code, err]).toEqual([2, expect.stringContaining('request-not-opened-yet')])
  })

  it('tells a person, several requests in the order in which they are named', async () => {
    const { out } = await house.type('policy', 'explain', '--request', 'R2', 'R1')
    expect(out).toMatch(/R2: provision `deploy` at `read` for `carol`: denied[\s\S]*R1: provision .*: allowed/)
    expect(out).toMatch(/^ {2}broken +New access gives more than is held.* \(duplicate-of-held\)$/m)
    expect(out).toMatch(/^ {2}passed +The request names the owner.* \(owner-missing\)$/m)
    expect(out).toMatch(/^ {2}not applicable: .*sponsor-missing/m)
    expect(out).toContain('`carol` is also the requester (approver-is-requester)')
    expect(out).toContain('`alice` approved at 2026-01-01T10:00:00Z (native), which counts')
    expect(out).toContain('As of its closing, 2026-01-02T00:00:00Z.')
  })

  it('explains a request that is in no store yet', async () => {
    const text = JSON.stringify({ ...sound, number: 'R9', principal: 'bob', level: 'write', requester: 'bob' })
    const argv = ['policy', 'explain', '--config', house.config, '--file', '-', '--json']
    const { code, out } = await pipeTo(text, ...argv)
    expect(code).toBe(0)
    expect(JSON.parse(out)).toMatchObject({ asked: { number: 'R9' }, refusals: ['evidence-insufficient'] })
  })

  it('explains a request from a file as of now, because it was most likely opened after the last night', async () => {
    const young = await openSmallHouse()
    await young.type('run', '--at', '2026-01-30T00:00:00Z')
    const text = JSON.stringify({
      ...sound,
      number: 'R9',
      principal: 'bob',
      openedAt: '2026-01-31T00:00:00Z',
      approvals: [],
    })
    const { out } = await pipeTo(text, 'policy', 'explain', '--config', young.config, '--file', '-', '--json')
    expect(JSON.parse(out)).toMatchObject({ asked: { number: 'R9' }, at: firstNight })
  })

  it('refuses a request from a file that does not say which of several sources its number is from', async () => {
    const text = JSON.stringify({ ...sound, number: 'R9', principal: 'bob', requester: 'bob' })
    const argv = ['policy', 'explain', '--config', house.config, '--file', '-', '--json']
    house.addRequests('desk')
    const { code, err } = await pipeTo(text, ...argv)
    expect([code, err]).toEqual([2, expect.stringContaining('source-ambiguous')])
  })

  it.each([
    ['a number that the store does not have', ['--request', 'R1', 'r1'], 'request-not-found'],
    ['no number and no file', [], 'request-not-named'],
  ])('refuses %s', async (_what, argv, wanted) => {
    const { code, err } = await house.type('policy', 'explain', ...argv)
    expect([code, err]).toEqual([2, expect.stringContaining(wanted)])
  })
})
