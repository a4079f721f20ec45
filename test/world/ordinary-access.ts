import { accountOf } from './accounts.ts'
import { principals } from './principals.ts'
import { matching } from './tickets.ts'
import type { Affair, WorldGrant } from './world.ts'

/** Access that is just as its tickets say: entitlement, level, the day, and for whom. */
const asTicketed: readonly (readonly [string, string | undefined, string, ...string[]])[] = [
  ['cloud-viewer', undefined, '2025-02-03', 'kofi', 'lucia', 'leila', 'viktor', 'oskar', 'farah', 'backup-runner'],
  ['cloud-operator', undefined, '2025-03-11', 'noor', 'ingrid'],
  ['platform-team', undefined, '2025-03-17', 'mateo', 'ingrid', 'pieter'],
  ['data-warehouse', 'read', '2025-04-08', 'helga', 'nils', 'ravi', 'warehouse-guide'],
  ['data-warehouse', 'write', '2025-04-09', 'leila', 'viktor', 'amina', 'backup-runner'],
  ['code-repositories', 'write', '2025-05-06', 'mei', 'lucia', 'oskar', 'amina', 'code-reviewer'],
  ['code-repositories', 'maintain', '2025-05-07', 'kofi', 'jonas', 'mateo', 'build-runner'],
  ['code-repositories', 'admin', '2025-05-08', 'priya', 'samir'],
  ['code-releases', undefined, '2025-05-19', 'samir', 'priya', 'build-runner', 'release-assistant'],
  ['code-sandbox', undefined, '2025-06-02', 'mei', 'nils', 'lucia', 'pieter', 'code-reviewer'],
  ['ledger', 'read', '2025-06-16', 'ewa', 'ledger-export', 'spend-analyst', 'sofia'],
  ['ledger', 'post', '2025-06-17', 'chiara', 'yara', 'invoice-import'],
  ['ledger', 'close', '2025-06-18', 'helga', 'amadou'],
  ['payments', undefined, '2025-07-01', 'chiara', 'yara'],
  ['expenses', undefined, '2025-07-14', 'amadou', 'chiara', 'viktor', 'bruno', 'ewa', 'nils', 'farah', 'mateo'],
  ['payroll', undefined, '2025-08-04', 'yara', 'helga', 'ewa'],
]

/** The larger part of the small world, in which tickets and systems agree. */
export const ordinaryAccess: Affair = {
  tickets: asTicketed.flatMap((row, index) => affairsOf(row, index).flatMap(({ tickets }) => tickets)),
  grants: [
    ...asTicketed.flatMap((row, index) => affairsOf(row, index).flatMap(({ grants }) => grants)),
    ...principals.flatMap(birthrightOf),
  ],
}

/** Ticket numbers follow from the place in the table, so that another line changes no number of an earlier row. */
function affairsOf([entitlement, level, day, ...holders]: (typeof asTicketed)[number], row: number): readonly Affair[] {
  return holders.map((principal, place) =>
    matching({
      number: `REQ${1000 + row * 20 + place}`,
      principal,
      entitlement,
      ...(level !== undefined && { level }),
      day,
    }),
  )
}

/** Every human may read the code, by design; who leaves loses it on the last day. */
function birthrightOf({ principal, kind, endedAt }: (typeof principals)[number]): readonly WorldGrant[] {
  if (kind !== 'human') return []
  const account = accountOf(principal, 'code')
  const from = '2025-01-07T08:00:00Z'
  const until = endedAt === undefined ? {} : { until: `${endedAt}T15:00:00Z` }
  return [{ system: 'code', account, entitlement: 'code-read', from, ...until }]
}
