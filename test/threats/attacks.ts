import { approvers, removals, selfApprovals, times } from './approval-attacks.ts'
import { type Attack, afterSealing, by, withApproval } from './attack.ts'
import { changes, names, replays, texts } from './content-attacks.ts'
import { exceptions, under } from './exception-attacks.ts'
import { seals } from './seal-attacks.ts'

/** Everything that somebody may try, in the order of docs/threats.md. */
export const attacks: readonly Attack[] = [
  ...selfApprovals,
  ...changes,
  ...replays,
  ...times,
  ...approvers,
  ...removals,
  ...names,
  ...texts,
  ...seals,
  ...exceptions,
]

/** What is no attack, so that a gate which refuses everything is found out. */
export const honestAttempts: readonly (Attack & { readonly stoppedBy: 'nothing' })[] = [
  { id: 'as it is', stoppedBy: 'nothing', attempt: (honest) => ({ row: honest }) },
  { id: 'sealed', stoppedBy: 'nothing', attempt: afterSealing((row) => row) },
  {
    id: 'by a delegate in force',
    stoppedBy: 'nothing',
    attempt: (honest) => ({
      row: withApproval(honest, by('dora', { decidedAt: '2026-03-03T12:00:00Z', onBehalfOf: 'bob' })),
    }),
  },
  { id: 'under an exception', stoppedBy: 'nothing', attempt: under({}) },
  {
    id: 'by the group, for somebody else',
    stoppedBy: 'nothing',
    attempt: (honest) => ({
      row: withApproval(
        { ...honest, entitlement: 'vault', level: null, requester: 'gus' },
        by('carol', { for: 'security' }),
      ),
    }),
  },
]
