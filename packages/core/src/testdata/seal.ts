import type { Approval } from '../model/request.ts'
import type { Sha256 } from '../record/hash.ts'
import { materialDigest } from '../seal/material-digest.ts'
import type { SealReading } from '../seal/open-seal.ts'
import type { SealClaims } from '../seal/seal-claims.ts'
import type { SealDesk } from '../seal/seal-desk.ts'
import { day } from './day.ts'
import { anApproval, anOpenRequest } from './request.ts'

/** What the seal of bob's approval of alice's open request says, at the site `acme`, unless told otherwise. */
export function someClaims(sha256: Sha256, given: Partial<SealClaims> = {}): SealClaims {
  return {
    version: 1,
    tenant: 'acme',
    source: 'itsm',
    number: 'REQ1',
    item: '1',
    opened: day(8),
    digest: materialDigest(anOpenRequest(), sha256),
    approver: 'bob',
    for: null,
    onBehalfOf: null,
    decision: 'approved',
    decidedAt: day(9),
    previous: null,
    ...given,
  }
}

/** Bob's approval of day 9 as the gate recorded it, under the seal `s-1`, unless told otherwise. */
export function aSealedApproval(given: Partial<Approval> = {}): Approval {
  return anApproval({ how: 'sealed', seal: 's-1', ...given })
}

/** What is read in a seal that held. */
export function opened(claims: SealClaims): SealReading {
  return { ok: true, kid: 'k1', claims }
}

/** The desk of `acme`, which has opened these seals and no others. */
export function aDesk(sha256: Sha256, readings: Readonly<Record<string, SealReading>>): SealDesk {
  return { tenant: 'acme', sha256, reading: (seal) => readings[seal] }
}
