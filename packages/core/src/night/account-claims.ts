import { lineEvidence } from '../finding/evidence.ts'
import type { Claim } from '../finding/finding.ts'
import { toClaim } from '../finding/to-claim.ts'
import { earliestGrant } from './merge-grants.ts'
import type { Night } from './night.ts'
import { earliestSighting } from './observe.ts'
import type { AccountNight } from './subject.ts'

/** What is wrong with an account that holds access and is not exactly one principal's: one claim for the whole account. */
export function accountClaims(
  { account, system, binding, grants, sightings }: AccountNight,
  night: Night,
): readonly Claim[] {
  const first = grants[0]
  if (first === undefined || binding.to === 'principal') return []
  const candidates = binding.to === 'several' ? binding.candidates : []
  const since = earliestGrant(grants) ?? earliestSighting(sightings, night.at)
  // A line that the export repeats is no further grant.
  const count = new Set(grants.map(({ entitlement }) => entitlement)).size
  return [
    toClaim({
      kind: binding.to === 'several' ? 'ambiguous-account' : 'unmatched-account',
      telling: { account, system, tickets: [], since, candidates, count },
      evidence: [
        lineEvidence(system, first.place, night.at),
        ...candidates.map((principal) => ({ type: 'person' as const, principal })),
      ],
    }),
  ]
}
