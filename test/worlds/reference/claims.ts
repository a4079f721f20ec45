import type { FindingKind, MaterialFacts } from '@ticketbound/core'

/** What one night says is true now, with the facts that an acceptance is bound to. */
export interface ReferenceClaim {
  readonly kind: FindingKind
  readonly principal?: string
  readonly account?: string
  readonly entitlement?: string
  readonly system?: string
  readonly ticket?: string
  readonly counterpart?: string
  /** The systems whose snapshots it rests on, where that is not just its own. */
  readonly restsOn?: readonly string[]
  readonly facts: MaterialFacts
}

/** A finding's identity as a comparable text: kind, account (else principal), entitlement, system, ticket, counterpart. */
export function tupleOf(claim: Omit<ReferenceClaim, 'facts'>): string {
  const { kind, principal, account, entitlement, system, ticket, counterpart } = claim
  const parts = [kind, account ?? principal, entitlement, system, ticket, counterpart]
  return JSON.stringify(parts.map((part) => part ?? null))
}

type Need = 'access' | 'tickets' | 'people' | 'recertifications'

const needs: Partial<Record<FindingKind, readonly Need[]>> = {
  'leaver-still-active': ['people'],
  'access-without-ticket': ['tickets'],
  'closed-not-removed': ['tickets'],
  'expired-still-active': ['tickets'],
  'granted-while-open': ['tickets'],
  'removed-without-ticket': ['access', 'tickets'],
  'closed-not-provisioned': ['access', 'tickets'],
  'absent-before-first-night': ['access', 'tickets'],
  'closed-without-evidence': ['tickets'],
  'granted-before-approval': ['tickets'],
  'broader-than-ticket': ['tickets'],
  'unmatched-account': ['people'],
  'ambiguous-account': ['people'],
  'duplicate-account': ['access', 'people'],
  'sponsorless-principal': ['people'],
  'ownerless-entitlement': ['people'],
  'uncatalogued-entitlement': ['access'],
  'rotation-overdue': ['access', 'people'],
  'agent-exceeds-human': ['access', 'people'],
  'separation-of-duties': ['people'],
  'duplicate-request': ['tickets'],
  'approval-overdue': ['tickets', 'people'],
  'gate-bypassed': ['tickets'],
  'recertification-overdue': ['tickets', 'people', 'recertifications'],
  'exception-expired': ['access', 'tickets', 'people'],
}

/** What was read completely in a night. */
export interface Proof {
  readonly tickets: boolean
  readonly people: boolean
  readonly recertifications: boolean
  /** Systems whose scope is complete tonight. */
  readonly scopes: ReadonlySet<string>
  readonly systems: readonly string[]
}

/** Says whether a claim may become a finding: what its kind needs must be there, of the access its own scope or else all. */
export function mayOpen({ kind, system }: ReferenceClaim, proof: Proof): boolean {
  return (needs[kind] ?? []).every((need) => {
    if (need !== 'access') return proof[need]
    return (system === undefined ? proof.systems : [system]).every((it) => proof.scopes.has(it))
  })
}

/** Says whether a finding that is claimed no more may resolve: also the scopes it rests on must be there. */
export function mayResolve(claim: ReferenceClaim, proof: Proof): boolean {
  if (!mayOpen(claim, proof)) return false
  const systems = claim.restsOn ?? (claim.system === undefined ? [] : [claim.system])
  return systems.every((system) => proof.scopes.has(system))
}
