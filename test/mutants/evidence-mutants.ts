import type { Mutant } from './mutant.ts'

const faults = 'packages/core/src/evidence/approval-faults.ts'
const approvers = 'packages/core/src/evidence/approvers.ts'
const caughtBy = 'worlds'

/** Faults in what an approval must be to count. */
export const evidenceMutants: readonly Mutant[] = [
  {
    name: 'informal approvals counted',
    breaks: 'a comment that says “approved” is an approval',
    file: faults,
    from: "  if (approval.how === 'informal') faults.push('informal')\n",
    to: '',
    caughtBy,
  },
  {
    name: 'self-approval allowed',
    breaks: 'the principal approves the access of the principal',
    file: faults,
    from: "  if (approver === principal) faults.push('approver-is-principal')\n",
    to: '',
    caughtBy,
  },
  {
    name: 'withdrawal ignored',
    breaks: 'an approval that its approver took back still counts',
    file: faults,
    from: "  if (isWithdrawn(approval, circumstances)) faults.push('withdrawn')\n",
    to: '',
    caughtBy: ['packages/core/src/evidence/evaluate-evidence.test.ts'],
  },
  {
    name: 'material change ignored',
    breaks: 'an approval counts for something else than was approved',
    file: faults,
    from: "  if (lastChange !== undefined && lastChange > decidedAt) faults.push('before-material-change')\n",
    to: '',
    caughtBy: ['packages/core/src/evidence/evaluate-evidence.test.ts'],
  },
  {
    name: 'approval before reopening counted',
    breaks: 'what was approved for the first time lets in whoever opens the ticket again',
    file: faults,
    from: "  if (request.reopenedAt !== undefined && decidedAt < request.reopenedAt) faults.push('before-reopening')\n",
    to: '',
    caughtBy,
  },
  {
    name: 'late approval counted',
    breaks: 'an approval after the access was given is as good as one before',
    file: faults,
    from: "  if (decidedAt > Math.min(request.fulfilledAt ?? now, now)) faults.push('after-fulfilment')\n",
    to: '',
    caughtBy,
  },
  {
    name: 'self-approval by delegate allowed',
    breaks: 'who must not approve sends somebody else to do it',
    file: approvers,
    from: '      !isInterested(named, circumstances) &&\n',
    to: '',
    caughtBy: ['packages/core/src/evidence/approval-faults.test.ts'],
  },
  {
    name: 'one person for two parts',
    breaks: 'an owner who is in the group too meets a rule that asks for both',
    file: 'packages/core/src/evidence/meet-parts.ts',
    from: '      candidate.seated = true\n',
    to: '',
    caughtBy,
  },
  {
    name: 'seal of other content counted',
    breaks: 'a cheap request is approved, and then the level is raised',
    file: 'packages/core/src/seal/seal-fault.ts',
    from: "  if (claims.digest !== materialDigest(request, desk.sha256)) return 'seal-of-other-content'\n",
    to: '',
    caughtBy: ['test/seals/seals.test.ts'],
  },
  {
    name: 'retired key trusted for ever',
    breaks: 'a key that was taken out of use goes on sealing',
    file: 'packages/core/src/seal/open-seal.ts',
    from: "    return { ok: false, defect: 'seal-key-retired' }\n",
    to: '',
    caughtBy: ['test/seals/seals.test.ts'],
  },
]
