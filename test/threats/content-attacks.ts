import { active, keyPair, ringOf, sealed } from '../seals/seal-house.ts'
import { type Attack, afterSealing, by, decision, withApproval } from './attack.ts'
import { lineOf, toRow } from './threat-house.ts'

const changedWithHistory =
  (field: string, value: string): Attack['attempt'] =>
  (honest) => ({
    row: { ...honest, [field]: value, changes: [{ at: '2026-03-07T00:00:00Z', field }] },
  })

/** Changing what was approved. */
export const changes: readonly Attack[] = [
  {
    id: 'level-raised-after-approval',
    stoppedBy: 'seal-of-other-content',
    attempt: afterSealing((row) => ({ ...row, level: 'write' })),
  },
  {
    id: 'end-extended-after-approval',
    stoppedBy: 'seal-of-other-content',
    attempt: afterSealing((row) => ({ ...row, expiresAt: '2026-05-31' })),
  },
  {
    id: 'principal-swapped-after-approval',
    stoppedBy: 'seal-of-other-content',
    attempt: afterSealing((row) => ({ ...row, principal: 'gus' })),
  },
  {
    id: 'level-raised-after-native-approval',
    stoppedBy: 'before-material-change',
    attempt: changedWithHistory('level', 'write'),
  },
  {
    id: 'end-extended-after-native-approval',
    stoppedBy: 'before-material-change',
    attempt: changedWithHistory('expiresAt', '2026-05-31'),
  },
  {
    id: 'principal-swapped-after-native-approval',
    stoppedBy: 'before-material-change',
    attempt: changedWithHistory('principal', 'gus'),
  },
]

/** Using an approval again. */
export const replays: readonly Attack[] = [
  {
    id: 'replay-on-another-ticket',
    stoppedBy: 'seal-of-other-request',
    attempt: afterSealing((row) => ({ ...row, number: 'ACC-2' })),
  },
  {
    id: 'replay-at-another-tenant',
    stoppedBy: 'seal-of-other-tenant',
    attempt: afterSealing((row) => row, { tenant: 'umbrella' }),
  },
  {
    id: 'replay-on-a-reopened-ticket',
    stoppedBy: 'seal-of-other-request',
    attempt: afterSealing((row) => ({ ...row, reopenedAt: '2026-03-07T00:00:00Z' })),
  },
  {
    id: 'native-approval-of-a-reopened-ticket',
    stoppedBy: 'before-reopening',
    attempt: (honest) => ({ row: { ...honest, reopenedAt: '2026-03-07T00:00:00Z' } }),
  },
]

/** Names and texts that are not what they look like. */
export const names: readonly Attack[] = [
  {
    id: 'approver-that-looks-like-another',
    stoppedBy: 'approver-unknown',
    attempt: (honest) => ({ row: withApproval(honest, by('b\u043eb')) }),
  },
  {
    id: 'approver-in-another-case',
    stoppedBy: 'approver-unknown',
    attempt: (honest) => ({ row: withApproval(honest, by('BOB')) }),
  },
  {
    id: 'approver-with-something-invisible',
    stoppedBy: 'approver-unknown',
    attempt: (honest) => ({ row: withApproval(honest, by('bob\u200b')) }),
  },
  {
    id: 'entitlement-that-looks-like-another',
    stoppedBy: 'entitlement-unknown',
    attempt: (honest) => ({ row: { ...honest, entitlement: 'dep\u217coy' } }),
  },
  {
    id: 'line-break-in-an-id',
    stoppedBy: 'id-malformed',
    attempt: (honest) => ({ row: { ...honest, principal: 'alice\nbob' } }),
  },
  {
    id: 'requester-hidden-behind-an-unknown-name',
    stoppedBy: 'requester-unknown',
    attempt: (honest) => ({ row: { ...honest, requester: 'RITA' } }),
  },
]

/** Texts that two readers read in two ways. */
export const texts: readonly Attack[] = [
  {
    id: 'key-that-stands-twice',
    stoppedBy: 'key-repeated',
    attempt: (honest) => ({
      row: JSON.stringify(honest).replace('"principal":"alice"', '"principal":"gus","principal":"alice"'),
    }),
  },
  {
    id: 'key-that-stands-twice-in-disguise',
    stoppedBy: 'key-repeated',
    attempt: (honest) => ({
      row: JSON.stringify(honest).replace('"level":"read"', '"level":"read","\\u006cevel":"read"'),
    }),
  },
  { id: 'level-that-is-empty', stoppedBy: 'id-malformed', attempt: (honest) => ({ row: { ...honest, level: '' } }) },
  {
    id: 'level-that-is-the-word-null',
    stoppedBy: 'seal-of-other-content',
    attempt: async (honest) => {
      const pair = await keyPair('k1')
      const without = { ...honest, entitlement: 'ledger', level: null }
      const row = toRow(await sealed(lineOf(without), decision, pair))
      return { row: withApproval({ ...without, level: 'null' }, row), keys: ringOf(active(pair)) }
    },
  },
  {
    id: 'item-that-stands-for-something-else',
    stoppedBy: 'item-disagrees',
    attempt: (honest) => ({ row: { ...honest, item: 'Production access', kind: 'change' } }),
  },
]
