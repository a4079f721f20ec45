import type { PolicyException } from '../model/exception.ts'
import type { Person, PrincipalKind } from '../model/person.ts'
import { givesAccess, type RequestLine } from '../model/request.ts'
import type { Directory } from '../people/directory.ts'
import type { Entitlement } from '../policy/catalogue.ts'
import type { EntitlementBook } from '../policy/entitlement-book.ts'
import type { Policy } from '../policy/policy.ts'
import type { Instant } from '../time/instant.ts'

/** What somebody holds, by the catalogue's id. */
export interface HeldAccess {
  readonly entitlement: string
  readonly level?: string
  readonly expiresAt?: Instant
}

/** What a request is asked in. */
export interface RequestSurroundings {
  readonly entitlements: EntitlementBook
  readonly people: Directory
  readonly policy: Policy
  /** What a principal holds now; `undefined` where nobody can prove it. */
  heldBy(principal: string): readonly HeldAccess[] | undefined
  /** The principal's open requests; the one that is judged may be among them. */
  openFor(principal: string): readonly RequestLine[]
  exception(id: string): PolicyException | undefined
}

/** A request with all that its rules look at, worked out once. */
export interface Asked {
  readonly request: RequestLine
  readonly surroundings: RequestSurroundings
  readonly people: Directory
  readonly book: EntitlementBook
  readonly policy: Policy
  readonly now: Instant
  /** Whether it `givesAccess`. */
  readonly forAccess: boolean
  /** The catalogue's entry; `undefined` without one. */
  readonly entitlement: Entitlement | undefined
  /** The principal that the request's name stands for; `undefined` where it stands for nobody or several. */
  readonly principal: string | undefined
  /** `undefined` for an unknown principal, and where no people source is configured. */
  readonly person: Person | undefined
  /** Human where no people source says otherwise; `undefined` for an unknown principal. */
  readonly principalKind: PrincipalKind | undefined
  readonly requester: string | undefined
  readonly owner: string | undefined
  /** What the principal holds; `undefined` where that is not known, or where no access is asked for. */
  readonly held: readonly HeldAccess[] | undefined
  /** The exception that the request names. */
  readonly exception: PolicyException | undefined
}

/** Works out what the rules look at. */
export function askedOf(request: RequestLine, surroundings: RequestSurroundings, now: Instant): Asked {
  const { entitlements: book, people, policy } = surroundings
  const forAccess = givesAccess(request)
  const resolved = people.resolve(request.principal)
  const person = resolved === undefined ? undefined : people.person(resolved)
  const principal = people.known && person === undefined ? undefined : resolved
  return {
    request,
    surroundings,
    people,
    book,
    policy,
    now,
    forAccess,
    entitlement: book.find(request.entitlement),
    principal,
    person,
    principalKind: principal === undefined ? undefined : (person?.kind ?? 'human'),
    requester: request.requester === undefined ? undefined : people.resolve(request.requester),
    owner: request.owner === undefined ? undefined : people.resolve(request.owner),
    held: forAccess && principal !== undefined ? surroundings.heldBy(principal) : undefined,
    exception: request.exception === undefined ? undefined : surroundings.exception(request.exception),
  }
}
