import type { Mutant } from './mutant.ts'

const file = 'packages/core/src/evidence/evaluate-evidence.ts'
const caughtBy = 'worlds'

/** Faults in what an approval must be to count. */
export const evidenceMutants: readonly Mutant[] = [
  {
    name: 'informal approvals counted',
    breaks: 'a comment that says “approved” is an approval',
    file,
    from: "  if (approval.how === 'informal') return ['informal']\n",
    to: '',
    caughtBy,
  },
  {
    name: 'self-approval allowed',
    breaks: 'the principal approves the access of the principal',
    file,
    from: "  if (principal === approver) faults.push('approver-is-principal')\n",
    to: '',
    caughtBy,
  },
  {
    name: 'withdrawal ignored',
    breaks: 'an approval that its approver took back still counts',
    file,
    from: "return how === 'rejected' || sameName(other.approver, approval.approver, people)",
    to: "return how === 'rejected'",
    caughtBy: ['packages/core/src/evidence/evaluate-evidence.test.ts'],
  },
  {
    name: 'material change ignored',
    breaks: 'an approval counts for something else than was approved',
    file,
    from: "  if (lastChange !== undefined && lastChange > decidedAt) faults.push('before-material-change')\n",
    to: '',
    caughtBy,
  },
  {
    name: 'late approval counted',
    breaks: 'an approval after the access was given is as good as one before',
    file,
    from: "  if (decidedAt > Math.min(request.fulfilledAt ?? now, now)) faults.push('after-fulfilment')\n",
    to: '',
    caughtBy,
  },
]
