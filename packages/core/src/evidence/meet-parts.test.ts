import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Approval } from '../model/request.ts'
import type { ApprovalPart } from '../policy/catalogue.ts'
import { day } from '../testdata/day.ts'
import { aPerson, directoryOf } from '../testdata/person.ts'
import { anApproval, aRequest } from '../testdata/request.ts'
import { evaluateEvidence } from './evaluate-evidence.ts'

const owner: ApprovalPart = { from: 'owner', count: 1 }
const security: ApprovalPart = { from: 'group', name: 'security', count: 1 }
const audit: ApprovalPart = { from: 'group', name: 'audit', count: 1 }
const groups = (...ids: readonly string[]) => ({ groups: ids.map((id) => ({ id })) })
const people = directoryOf(
  aPerson('alice'),
  aPerson('bob', groups('security')),
  aPerson('carol', groups('security')),
  aPerson('dave', groups('audit', 'security')),
  aPerson('erin'),
)

function verdict(parts: readonly ApprovalPart[], ...approvals: readonly Partial<Approval>[]) {
  const rule = { parts, entitlement: 'deploy', owners: ['bob', 'erin'] }
  return evaluateEvidence(aRequest(), approvals.map(anApproval), rule, people, day(10))
}

const by = (approver: string, minutes = 0): Partial<Approval> => ({ approver, decidedAt: day(9) + minutes * 60_000 })

describe('a rule of several parts', () => {
  it('is met by one approver for each', () => {
    expect(verdict([owner, security], by('erin'), by('carol', 5))).toMatchObject({
      sufficient: true,
      needed: 2,
      counted: 2,
      provenAt: day(9) + 5 * 60_000,
      parts: [
        { from: 'owner', approvedBy: ['erin'] },
        { from: 'group', approvedBy: ['carol'] },
      ],
    })
  })

  it('is not met by one person who could meet either', () => {
    expect(verdict([owner, security], by('bob'))).toMatchObject({ sufficient: false, needed: 2, counted: 1 })
  })

  it('is not met by many approvers for the same part', () => {
    expect(verdict([owner, audit], by('bob'), by('erin'))).toMatchObject({ sufficient: false, counted: 1 })
  })

  it('moves an approver to another part where somebody else cannot go', () => {
    expect(verdict([owner, security], by('bob'), by('erin', 5)).parts.map((part) => part.approvedBy)).toEqual([
      ['erin'],
      ['bob'],
    ])
    expect(verdict([security, owner], by('bob'), by('carol', 5)).parts.map((part) => part.approvedBy)).toEqual([
      ['carol'],
      ['bob'],
    ])
  })

  it('moves several along where it must', () => {
    const { sufficient, parts } = verdict([audit, security, owner], by('dave'), by('bob', 1), by('carol', 2))
    expect(sufficient).toBe(true)
    expect(parts.map((part) => part.approvedBy)).toEqual([['dave'], ['carol'], ['bob']])
  })

  it('asks for as many in a part as it says', () => {
    const two = { ...security, count: 2 }
    expect(verdict([two], by('bob'), by('bob', 5))).toMatchObject({ sufficient: false, counted: 1 })
    expect(verdict([two], by('bob'), by('carol', 5))).toMatchObject({ sufficient: true, counted: 2 })
  })

  it('lets an approval that was given for a group count for no other group', () => {
    expect(verdict([security], { ...by('dave'), group: 'audit' })).toMatchObject({ sufficient: false })
    expect(verdict([audit], { ...by('dave'), group: 'audit' })).toMatchObject({ sufficient: true })
    expect(verdict([owner], { ...by('bob'), group: 'security' })).toMatchObject({ sufficient: true })
  })

  it('is proven when it was first met, whoever approved later', () => {
    const { provenAt } = verdict([owner, security], by('carol'), by('erin', 1), by('bob', 2), by('dave', 3))
    expect(provenAt).toBe(day(9) + 60_000)
  })

  it('is late only where what is missing came late', () => {
    const late: Partial<Approval> = { approver: 'carol', decidedAt: day(10) + 1 }
    expect(verdict([owner, security], by('erin'), late)).toMatchObject({ sufficient: false, onlyLate: true })
    expect(verdict([owner, audit], by('erin'), late)).toMatchObject({ sufficient: false, onlyLate: false })
  })

  it('counts as many as the best way of placing them does', () => {
    const parts = fc.array(fc.constantFrom(owner, security, audit, { ...security, count: 2 }), {
      minLength: 1,
      maxLength: 3,
    })
    const approvers = fc.uniqueArray(fc.constantFrom('bob', 'carol', 'dave', 'erin'))
    fc.assert(
      fc.property(parts, approvers, (rule, names) => {
        const seats = rule.flatMap((part) => Array.from({ length: part.count }, () => part))
        const { counted, sufficient } = verdict(rule, ...names.map((name, at) => by(name, at)))
        expect(counted).toBe(bestPlacing(seats, names))
        expect(sufficient).toBe(counted === seats.length)
      }),
    )
  })
})

/** Tries every way of leaving a seat empty or giving it to somebody. */
function bestPlacing([seat, ...others]: readonly ApprovalPart[], names: readonly string[]): number {
  if (seat === undefined) return 0
  const taken = names
    .filter((name) => (seat.from === 'owner' ? ['bob', 'erin'] : inGroup(seat.name)).includes(name))
    .map(
      (name) =>
        1 +
        bestPlacing(
          others,
          names.filter((other) => other !== name),
        ),
    )
  return Math.max(bestPlacing(others, names), ...taken)
}

function inGroup(name: string | undefined): readonly string[] {
  return name === 'audit' ? ['dave'] : ['bob', 'carol', 'dave']
}
