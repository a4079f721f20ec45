import * as v from 'valibot'
import { exactObject } from '../exchange/exact-object.ts'
import { IdText, InstantText } from '../exchange/leaf-shapes.ts'
import { type Approval, lastOpenedAt, type RequestLine } from '../model/request.ts'
import { canonicalJson } from '../record/canonical.ts'
import type { Sha256 } from '../record/hash.ts'
import { formatInstant, type Instant } from '../time/instant.ts'
import { materialDigest } from './material-digest.ts'

const Digest = v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/))

/** The claims of a seal, as its payload writes them. */
export const SealPayload = exactObject({
  version: v.literal(1),
  tenant: IdText,
  source: IdText,
  number: IdText,
  item: IdText,
  /** When the request was opened, or opened again: a seal does not outlive the closing of its ticket. */
  opened: InstantText,
  digest: Digest,
  approver: IdText,
  for: v.nullable(IdText),
  onBehalfOf: v.nullable(IdText),
  decision: v.picklist(['approved', 'rejected', 'withdrawn']),
  decidedAt: InstantText,
  /** The SHA-256 of the seal before this one on the same line; null for the first. */
  previous: v.nullable(Digest),
})

/** What a seal says: who decided what about exactly which request, and when. */
export interface SealClaims {
  readonly version: 1
  readonly tenant: string
  readonly source: string
  readonly number: string
  readonly item: string
  readonly opened: Instant
  /** The SHA-256 of the material fields. */
  readonly digest: string
  readonly approver: string
  readonly for: string | null
  readonly onBehalfOf: string | null
  readonly decision: Approval['decision']
  readonly decidedAt: Instant
  readonly previous: string | null
}

/** A decision that is to be sealed. */
export interface Decision extends Omit<Approval, 'how' | 'seal' | 'id'> {
  /** The compact seal of the decision before it on the same line. */
  readonly previous?: string
}

/** What a decision about a request says once it is sealed. */
export function sealClaims(
  request: RequestLine,
  { approver, group, onBehalfOf, decision, decidedAt, previous }: Decision,
  { tenant, sha256 }: { readonly tenant: string; readonly sha256: Sha256 },
): SealClaims {
  return {
    version: 1,
    tenant,
    source: request.source,
    number: request.number,
    item: request.item,
    opened: lastOpenedAt(request),
    digest: materialDigest(request, sha256),
    approver,
    for: group ?? null,
    onBehalfOf: onBehalfOf ?? null,
    decision,
    decidedAt,
    previous: previous === undefined ? null : sha256(previous),
  }
}

/** The payload of a seal: canonical JSON, instants as RFC 3339. */
export function sealPayload(claims: SealClaims): string {
  return canonicalJson({ ...claims, opened: formatInstant(claims.opened), decidedAt: formatInstant(claims.decidedAt) })
}
