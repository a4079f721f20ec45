import { hash } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Approval, materialFields, type RequestLine } from '../model/request.ts'
import type { SealReading } from '../seal/open-seal.ts'
import { sealClaims } from '../seal/seal-claims.ts'
import type { SealDesk } from '../seal/seal-desk.ts'
import { day } from '../testdata/day.ts'
import { aPerson, directoryOf } from '../testdata/person.ts'
import { anApproval, aRequest } from '../testdata/request.ts'
import { type EvidenceRule, evaluateEvidence } from './evaluate-evidence.ts'

const people = directoryOf(
  aPerson('alice', { manager: 'mia' }),
  aPerson('bob', { delegates: [{ to: 'carol', from: day(1), until: day(20) }], accounts: [{ account: 'bob-adm' }] }),
  aPerson('carol', { groups: [{ id: 'security' }] }),
  aPerson('dave', { groups: [{ id: 'security' }] }),
  aPerson('mia'),
)
const owners: EvidenceRule = { parts: [{ from: 'owner', count: 2 }], entitlement: 'deploy', owners: ['bob', 'dave'] }
const several: EvidenceRule = {
  ...owners,
  parts: [
    { from: 'owner', count: 1 },
    { from: 'group', name: 'security', count: 1 },
    { from: 'manager', count: 1 },
  ],
}
const rules = fc.constantFrom(owners, several)
const approvals = fc.array(
  fc.record({
    approver: fc.constantFrom('alice', 'bob', 'bob-adm', 'carol', 'dave', 'dave', 'mia', 'nobody'),
    decision: fc.constantFrom('approved', 'approved', 'approved', 'approved', 'rejected', 'withdrawn'),
    how: fc.constantFrom('native', 'native', 'native', 'informal', 'sealed'),
    decidedAt: fc.integer({ min: 7, max: 11 }).map(day),
  }) satisfies fc.Arbitrary<Approval>,
  { minLength: 2, maxLength: 6 },
)
const sufficient = (given: readonly Approval[], rule: EvidenceRule, request = aRequest()) =>
  evaluateEvidence(request, given, rule, people, day(10)).sufficient

describe('evidence', () => {
  it('never becomes enough by taking an approval away', () => {
    let enough = 0
    fc.assert(
      fc.property(approvals, rules, fc.nat(), (given, rule, which) => {
        const approved = given.filter(({ decision }) => decision === 'approved')
        const removed = approved[which % Math.max(approved.length, 1)]
        const fewer = given.filter((approval) => approval !== removed)
        if (!sufficient(fewer, rule)) return
        enough += 1
        expect(sufficient(given, rule)).toBe(true)
      }),
      { numRuns: 3000 },
    )
    expect(enough).toBeGreaterThan(10)
  })

  it('never becomes enough by a rejection, a withdrawal or words', () => {
    const more = approvals.map((given) =>
      given.map((approval): Approval => {
        if (approval.decision !== 'approved') return approval
        return { ...approval, how: 'informal' }
      }),
    )
    fc.assert(
      fc.property(approvals, more, rules, (given, added, rule) => {
        if (sufficient([...given, ...added], rule)) expect(sufficient(given, rule)).toBe(true)
      }),
      { numRuns: 3000 },
    )
  })

  it('is void as far as it is native once a material field changed after it', () => {
    fc.assert(
      fc.property(approvals, rules, fc.constantFrom(...materialFields), (given, rule, field) => {
        const request = aRequest({ changes: [{ at: day(11) + 1, field }] })
        const { counted, approvals: judged } = evaluateEvidence(request, given, rule, people, day(12))
        expect(counted).toBe(0)
        for (const { decision, faults } of judged)
          if (decision === 'approved') expect(faults).toContain('before-material-change')
      }),
    )
  })
})

describe('a sealed approval', () => {
  const sha256 = (text: string): string => hash('sha256', text)
  const tenant = 'site-1'
  const approved = anApproval({ how: 'sealed', seal: 'a.seal' })

  function deskFor(sealed: RequestLine): SealDesk {
    const reading: SealReading = { ok: true, kid: 'k-1', claims: sealClaims(sealed, approved, { tenant, sha256 }) }
    return { tenant, sha256, reading: () => reading }
  }

  const names = fc.constantFrom('alice', 'bob', 'carol', 'deploy', 'read', 'write', 'null', '', 'Alice')
  const material = fc.record(
    {
      kind: fc.constantFrom('provision', 'change', 'deprovision'),
      principal: names,
      entitlement: names,
      level: names,
      owner: names,
      expiresAt: fc.integer({ min: 0, max: 5 }).map(day),
      requester: names,
    },
    { requiredKeys: ['kind', 'principal', 'entitlement'] },
  )
  const rule: EvidenceRule = { ...owners, parts: [{ from: 'owner', count: 1 }] }
  const faultsOf = (request: RequestLine, sealed: RequestLine) =>
    evaluateEvidence(request, [approved], rule, people, day(10), deskFor(sealed)).approvals[0]?.faults

  it('stands for exactly the content that was sealed', () => {
    fc.assert(
      fc.property(material, material, (one, other) => {
        const [sealed, asked] = [aRequest(one), aRequest(other)]
        const same = materialFields.every((field) => sealed[field] === asked[field])
        expect(faultsOf(sealed, sealed)).not.toContain('seal-of-other-content')
        if (!same) expect(faultsOf(asked, sealed)).toContain('seal-of-other-content')
      }),
    )
  })

  it.each([
    ['kind', { kind: 'change' }],
    ['principal', { principal: 'carol' }],
    ['entitlement', { entitlement: 'audit' }],
    ['level', { level: 'admin' }],
    ['owner', { owner: 'dave' }],
    ['expiresAt', { expiresAt: day(90) }],
    ['requester', { requester: 'mia' }],
  ] as const)('is void once %s is another', (_field, change) => {
    const sealed = aRequest({ level: 'read', owner: 'bob', expiresAt: day(30), requester: 'carol' })
    expect(faultsOf(sealed, sealed)).toEqual([])
    expect(faultsOf({ ...sealed, ...change }, sealed)).toContain('seal-of-other-content')
  })

  it('is void once a field that was there is gone', () => {
    const { level, ...without } = aRequest({ level: 'read' })
    expect(faultsOf(without, { ...without, level: level ?? '' })).toContain('seal-of-other-content')
  })
})
