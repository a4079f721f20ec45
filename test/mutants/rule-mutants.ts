import type { Mutant } from './mutant.ts'

const night = 'packages/core/src/night'

/** Faults in the kinds that stand beside the situation table. */
export const ruleMutants: readonly Mutant[] = [
  {
    name: 'conflict on one side only',
    breaks: 'duties that only one of two entitlements keeps apart may meet',
    file: 'packages/core/src/policy/entitlement-book.ts',
    from: '      note(other, id)\n',
    to: '',
    caughtBy: 'worlds',
  },
  {
    name: 'words end the waiting',
    breaks: 'a request that somebody turned down in passing waits for nobody',
    file: 'packages/core/src/model/request.ts',
    from: "decision === 'rejected' && how !== 'informal' && ",
    to: "decision === 'rejected' && ",
    caughtBy: [`${night}/overdue-approvals.test.ts`],
  },
  {
    name: 'gate passed afterwards',
    breaks: 'a request that passed the gate after its access was given did not bypass it',
    file: `${night}/gate-claims.ts`,
    from: "  if (fulfilledAt !== undefined && passedAt > fulfilledAt) return 'it passed the gate only after it was fulfilled'\n",
    to: '',
    caughtBy: 'worlds',
  },
  {
    name: 'rotation one instant late',
    breaks: 'a credential that is due is not yet said to be',
    file: `${night}/rotation-claims.ts`,
    from: 'if (night.at < since + night.policy.grace.rotation) continue',
    to: 'if (night.at <= since + night.policy.grace.rotation) continue',
    caughtBy: 'worlds',
  },
  {
    name: 'peers measured without their level',
    breaks: 'an agent that writes where its peers read does not exceed them',
    file: `${night}/agent-watch.ts`,
    from: 'return peers !== undefined && (peers.facts.rank ?? -1) >= (agents.facts.rank ?? -1)',
    to: 'return peers !== undefined && agents !== undefined',
    caughtBy: 'worlds',
  },
]
