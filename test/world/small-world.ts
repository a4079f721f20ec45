import { ordinaryAccess } from './ordinary-access.ts'
import { quietAccess } from './quiet-access.ts'
import { quietRules } from './quiet-rules.ts'
import { raisingAccess } from './raising-access.ts'
import { raisingEvidence } from './raising-evidence.ts'
import { raisingHouse } from './raising-house.ts'
import { raisingPeople } from './raising-people.ts'
import { quietRecertification, raisingRecertification } from './recertified-access.ts'
import type { Affair, NearMiss, Reason, Ticket, WorldException, WorldGrant, WorldRecertification } from './world.ts'

const raising = [...raisingAccess, ...raisingEvidence, ...raisingPeople, ...raisingHouse, ...raisingRecertification]
const quiet = [...quietAccess, ...quietRules, ...quietRecertification]
const affairs: readonly Affair[] = [ordinaryAccess, ...raising, ...quiet]

/** Why each finding of the small world is raised: one for each kind, and no others. */
export const reasons: readonly Reason[] = raising.map(({ reason }) => reason)

/** What looks like a finding and must raise none. */
export const nearMisses: readonly NearMiss[] = quiet.map(({ nearMiss }) => nearMiss)

/** Every ticket, by number. */
export const tickets: readonly Ticket[] = affairs
  .flatMap((affair) => affair.tickets)
  .toSorted((a, b) => (a.number < b.number ? -1 : 1))

/** Every grant that any of the systems ever gave. */
export const grants: readonly WorldGrant[] = affairs.flatMap((affair) => affair.grants)

/** Every decision about access that is already there. */
export const recertifications: readonly WorldRecertification[] = affairs.flatMap(
  (affair) => affair.recertifications ?? [],
)

/** Every exception. */
export const exceptions: readonly WorldException[] = [
  {
    id: 'EXC7',
    owner: 'noor',
    approvedBy: 'noor',
    reason: 'Ingrid needs a separate administrator account until the move to the new region is done',
    from: '2025-11-24T00:00:00Z',
    until: '2026-03-03',
    covers: { kind: 'duplicate-account', principal: 'ingrid', system: 'cloud' },
  },
]
