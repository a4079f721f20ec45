import type { RefusedApproval } from '@ticketbound/core'
import { describe, expect, it } from 'vitest'
import { type GateEvidence, toGateAnswer } from './to-gate-answer.ts'

const proven: GateEvidence = {
  sufficient: true,
  needed: 1,
  counted: 1,
  approvals: [{ approver: 'alice', faults: [] }],
}

function refused(...approvals: readonly RefusedApproval[]): GateEvidence {
  return { sufficient: false, needed: 2, counted: 0, approvals }
}

const noOwner = { message: 'The request names no owner.', remedy: 'Fill in the owner.' }

describe('toGateAnswer', () => {
  it('lets a request pass that breaks no rule and whose approvals prove it', () => {
    expect(toGateAnswer({ violations: [], evidence: proven })).toEqual({ result: true })
  })

  it('stops a request that breaks a rule, however well it is approved, and says what to do', () => {
    const { result, errorMessage } = toGateAnswer({ violations: [noOwner], evidence: proven })
    expect(result).toBe(false)
    expect(errorMessage).toContain('The request names no owner. Fill in the owner.')
  })

  it('stops a request without enough approvals and says how many are missing', () => {
    const { result, errorMessage } = toGateAnswer({ violations: [], evidence: refused() })
    expect(result).toBe(false)
    expect(errorMessage).toContain('2 approvals are needed, and 0 count.')
  })

  it('names each approval that does not count, and why', () => {
    const evidence = refused(
      { approver: 'bob', faults: ['approver-is-requester', 'approver-not-named'] },
      { approver: 'carol', faults: [] },
      { approver: 'dave', faults: ['informal'] },
    )
    const { errorMessage } = toGateAnswer({ violations: [], evidence })
    expect(errorMessage).toContain('`bob` is also the requester.')
    expect(errorMessage).toContain('`dave` approved in a comment, which is no recorded decision.')
    expect(errorMessage).not.toContain('carol')
  })

  it('says everything that is wrong at once', () => {
    const { errorMessage } = toGateAnswer({ violations: [noOwner], evidence: refused() })
    expect(errorMessage).toMatch(/no owner.*approvals are needed/)
  })

  it('shows five reasons and counts the others', () => {
    const { errorMessage } = toGateAnswer({ violations: Array.from({ length: 7 }, () => noOwner), evidence: proven })
    expect(errorMessage?.match(/Fill in the owner/g)).toHaveLength(5)
    expect(errorMessage).toContain('2 more reasons.')
  })

  it('keeps control characters of a name out of the message', () => {
    const evidence = refused({ approver: 'eve\u001b[2J', faults: ['approver-unknown'] })
    expect(toGateAnswer({ violations: [], evidence }).errorMessage).not.toContain('\u001b')
  })
})
