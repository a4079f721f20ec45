import { type Approval, lastOpenedAt, type RequestLine } from '../model/request.ts'
import { materialDigest } from './material-digest.ts'
import type { SealDefect } from './open-seal.ts'
import type { SealClaims } from './seal-claims.ts'
import type { SealDesk } from './seal-desk.ts'

/** Why a sealed approval does not count. Stable codes. */
export type SealFault =
  | 'seal-missing'
  | 'seal-not-verified'
  | SealDefect
  | 'seal-of-other-tenant'
  | 'seal-of-other-request'
  | 'seal-of-other-content'
  | 'seal-says-otherwise'
  | 'seal-history-broken'

/** What is wrong with the seal of an approval; `undefined` for one that ties it to exactly this request. */
export function sealFault(
  approval: Approval,
  request: RequestLine,
  approvals: readonly Approval[],
  desk: SealDesk,
): SealFault | undefined {
  if (approval.seal === undefined) return 'seal-missing'
  const reading = desk.reading(approval.seal)
  if (reading === undefined) return 'seal-not-verified'
  if (!reading.ok) return reading.defect
  const { claims } = reading
  if (claims.tenant !== desk.tenant) return 'seal-of-other-tenant'
  if (!isAbout(claims, request)) return 'seal-of-other-request'
  if (claims.digest !== materialDigest(request, desk.sha256)) return 'seal-of-other-content'
  if (!saysTheSame(claims, approval)) return 'seal-says-otherwise'
  return hasHistory(claims, approvals, desk) ? undefined : 'seal-history-broken'
}

function isAbout({ source, number, item, opened }: SealClaims, request: RequestLine): boolean {
  return (
    source === request.source && number === request.number && item === request.item && opened === lastOpenedAt(request)
  )
}

/** The row around a seal is only a copy of what it says; where they differ, somebody changed the copy. */
function saysTheSame(claims: SealClaims, { approver, group, onBehalfOf, decision, decidedAt }: Approval): boolean {
  return (
    claims.approver === approver &&
    claims.for === (group ?? null) &&
    claims.onBehalfOf === (onBehalfOf ?? null) &&
    claims.decision === decision &&
    claims.decidedAt === decidedAt
  )
}

/** The decision before it must still be there: whoever takes a rejection away breaks every seal that followed it. */
function hasHistory({ previous }: SealClaims, approvals: readonly Approval[], { sha256 }: SealDesk): boolean {
  if (previous === null) return true
  return approvals.some(({ seal }) => seal !== undefined && sha256(seal) === previous)
}
