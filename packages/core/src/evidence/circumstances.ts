import type { Approval, RequestLine } from '../model/request.ts'
import { materialFields } from '../model/request.ts'
import type { Directory } from '../people/directory.ts'
import type { SealDesk } from '../seal/seal-desk.ts'
import type { Instant } from '../time/instant.ts'
import type { EvidenceRule } from './evaluate-evidence.ts'

/** What the approvals of one request are judged by. */
export interface Given {
  readonly request: RequestLine
  readonly approvals: readonly Approval[]
  readonly rule: EvidenceRule
  readonly people: Directory
  readonly now: Instant
  readonly seals: SealDesk
}

/** What holds for every approval of one request, worked out once. */
export interface Circumstances extends Given {
  /** The principals that the request's names stand for; `undefined` where a name stands for nobody or several. */
  readonly requester: string | undefined
  readonly principal: string | undefined
  readonly sponsor: string | undefined
  readonly manager: string | undefined
  /** The latest change of a material field. */
  readonly lastChange: Instant | undefined
  /** The latest rejection on record, by anybody. */
  readonly lastRejection: Instant | undefined
}

/** Works out what every approval of a request is judged by. */
export function circumstancesOf(given: Given): Circumstances {
  const { request, approvals, rule, people, now, seals } = given
  const principal = people.resolve(request.principal)
  const person = principal === undefined ? undefined : people.person(principal)
  return {
    request,
    approvals,
    rule,
    people,
    now,
    seals,
    requester: request.requester === undefined ? undefined : people.resolve(request.requester),
    principal,
    sponsor: person?.sponsor === undefined ? undefined : people.resolve(person.sponsor),
    manager: person?.manager === undefined ? undefined : people.resolve(person.manager),
    lastChange: lastMaterialChange(request),
    lastRejection: lastRejection(approvals),
  }
}

/** Says whether somebody has something to gain: the requester, the principal, or the one who answers for it. */
export function isInterested(name: string | undefined, { requester, principal, sponsor }: Circumstances): boolean {
  return name !== undefined && (name === requester || name === principal || name === sponsor)
}

const material: ReadonlySet<string> = new Set(materialFields)

function lastMaterialChange({ changes }: RequestLine): Instant | undefined {
  let last: Instant | undefined
  for (const { at, field } of changes ?? []) {
    if ((last === undefined || at > last) && material.has(field)) last = at
  }
  return last
}

/** Words reject nothing, as they approve nothing. */
function lastRejection(approvals: readonly Approval[]): Instant | undefined {
  let last: Instant | undefined
  for (const { decision, how, decidedAt } of approvals) {
    if (decision === 'rejected' && how !== 'informal' && (last === undefined || decidedAt > last)) last = decidedAt
  }
  return last
}
