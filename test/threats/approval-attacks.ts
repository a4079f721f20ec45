import { active, keyPair, ringOf, sealed } from '../seals/seal-house.ts'
import { type Attack, type Attempt, afterSealing, by, decision, withApproval } from './attack.ts'
import { approval, lineOf, type Row, toRow } from './threat-house.ts'

/** Approving one's own request. */
export const selfApprovals: readonly Attack[] = [
  {
    id: 'self-approval',
    stoppedBy: 'approver-is-requester',
    attempt: (honest) => ({ row: withApproval(honest, by('rita')) }),
  },
  {
    id: 'self-approval-by-alias',
    stoppedBy: 'approver-is-principal',
    attempt: (honest) => ({
      row: withApproval({ ...honest, entitlement: 'vault', level: null }, by('a.lovelace', { for: 'security' })),
    }),
  },
  {
    id: 'self-approval-from-a-second-account',
    stoppedBy: 'approver-is-requester',
    attempt: (honest) => ({ row: withApproval({ ...honest, requester: 'rita-adm' }, by('rita')) }),
  },
  {
    id: 'self-approval-through-an-own-group',
    stoppedBy: 'group-of-interested',
    attempt: (honest) => ({ row: withApproval({ ...honest, entitlement: 'vault', level: null }, by('carol')) }),
  },
  {
    id: 'self-approval-by-a-sponsored-service',
    stoppedBy: 'approver-not-human',
    attempt: (honest) => ({ row: withApproval(honest, by('svc-ci')) }),
  },
  {
    id: 'self-approval-through-a-delegate',
    stoppedBy: 'approver-not-named',
    attempt: (honest) => ({
      row: withApproval(
        { ...honest, requester: 'bob' },
        by('dora', { decidedAt: '2026-03-03T12:00:00Z', onBehalfOf: 'bob' }),
      ),
    }),
  },
  {
    id: 'approval-of-an-own-service',
    stoppedBy: 'approver-is-sponsor',
    attempt: (honest) => ({ row: { ...honest, principal: 'svc-app' } }),
  },
  {
    id: 'approval-in-a-comment',
    stoppedBy: 'informal',
    attempt: (honest) => ({ row: withApproval(honest, by('bob', { how: 'informal' })) }),
  },
]

/** Playing with time. */
export const times: readonly Attack[] = [
  {
    id: 'decision-dated-before-the-request',
    stoppedBy: 'before-opening',
    attempt: (honest) => ({ row: withApproval(honest, by('bob', { decidedAt: '2026-03-01T12:00:00Z' })) }),
  },
  {
    id: 'sealed-decision-dated-back',
    stoppedBy: 'seal-says-otherwise',
    attempt: afterSealing((row) =>
      withApproval(row, { ...(row.approvals as readonly Row[])[0], decidedAt: '2026-03-03T12:00:00Z' }),
    ),
  },
  {
    id: 'decision-of-a-clock-that-is-ahead',
    stoppedBy: 'after-fulfilment',
    attempt: (honest) => ({ row: withApproval(honest, by('bob', { decidedAt: '2026-03-10T00:00:01Z' })) }),
  },
  {
    id: 'approval-after-the-access-was-given',
    stoppedBy: 'after-fulfilment',
    attempt: (honest) => ({ row: { ...honest, fulfilledAt: '2026-03-05T00:00:00Z' } }),
  },
]

/** The wrong approver. */
export const approvers: readonly Attack[] = [
  {
    id: 'approver-who-had-left',
    stoppedBy: 'approver-inactive',
    attempt: (honest) => ({ row: withApproval(honest, by('eve')) }),
  },
  {
    id: 'delegation-that-had-ended',
    stoppedBy: 'approver-not-named',
    attempt: (honest) => ({ row: withApproval(honest, by('dora', { onBehalfOf: 'bob' })) }),
  },
  {
    id: 'role-gained-after-deciding',
    stoppedBy: 'approver-not-named',
    attempt: (honest) => ({ row: withApproval({ ...honest, entitlement: 'billing', level: null }, by('gus')) }),
  },
]

/** Carol rejects in the gate, and bob approves after her; then her rejection is taken away. */
async function withoutTheRejection(honest: Row): Promise<Attempt> {
  const pair = await keyPair('k1')
  const line = lineOf(honest)
  const rejection = await sealed(
    line,
    { ...decision, approver: 'carol', decision: 'rejected', decidedAt: Date.UTC(2026, 2, 5) },
    pair,
  )
  const after = await sealed(line, { ...decision, previous: rejection.seal }, pair)
  return { row: withApproval(honest, toRow(after)), keys: ringOf(active(pair)) }
}

/** Taking a decision away. */
export const removals: readonly Attack[] = [
  { id: 'rejection-taken-away', stoppedBy: 'seal-history-broken', attempt: withoutTheRejection },
  {
    id: 'approval-before-a-rejection',
    stoppedBy: 'rejected-later',
    attempt: (honest) => ({
      row: withApproval(honest, approval, by('carol', { decision: 'rejected', decidedAt: '2026-03-07T00:00:00Z' })),
    }),
  },
  {
    id: 'approval-that-was-withdrawn',
    stoppedBy: 'withdrawn',
    attempt: (honest) => ({
      row: withApproval(honest, approval, by('bob-adm', { decision: 'withdrawn', decidedAt: '2026-03-07T00:00:00Z' })),
    }),
  },
]
