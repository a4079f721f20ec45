import type { RequestKind } from '../model/request.ts'
import type { Duration } from '../time/duration.ts'

/** How much harm an entitlement can do in the wrong hands. */
export type Risk = 'low' | 'medium' | 'high' | 'critical'

/** One thing that an approval rule asks for: so many approvals from one kind of approver. */
export interface ApprovalPart {
  readonly from: 'owner' | 'manager' | 'group' | 'role'
  /** The group or role that `from` speaks of. */
  readonly name?: string
  /** At least 1. */
  readonly count: number
}

/** Who must approve: every part must be met, and nobody counts for two of them. No part asks for nobody. */
export interface ApprovalRule {
  readonly parts: readonly ApprovalPart[]
  /** How old an approval may be when the request closes. */
  readonly maxAge?: Duration
}

/** A thing one can hold on one system. */
export interface Entitlement {
  readonly id: string
  /** The system the entitlement lives on; absent where neither it nor the defaults name one. */
  readonly system?: string
  readonly owners: readonly string[]
  readonly approval: ApprovalRule
  readonly risk: Risk
  /** Ordered from least to most; empty where the entitlement has no levels. */
  readonly levels: readonly string[]
  readonly maxDuration?: Duration
  readonly recertify?: Duration
  /** How often the credential of a service or an agent that holds it must be renewed. */
  readonly rotate?: Duration
  /** False while nobody may ask for it: what is held stays governed. */
  readonly requestable: boolean
  readonly permanent: boolean
  /** Roles that may hold it; empty means any. */
  readonly roles: readonly string[]
  readonly conflicts: readonly string[]
  /** What each system calls it; a system without an entry calls it by its id. */
  readonly aliases: Readonly<Record<string, readonly string[]>>
  /** Held by everybody by design: its grants need no ticket. */
  readonly birthright: boolean
}

/** What one item of the request catalogue stands for. */
export interface CatalogueItem {
  readonly item: string
  readonly kind: RequestKind
  readonly entitlement?: string
}

/** The entitlements that are governed, by id, and the request items that ask for them. */
export interface Catalogue {
  readonly entitlements: ReadonlyMap<string, Entitlement>
  readonly items: readonly CatalogueItem[]
  /** Who decides who is in an approving group, by the group's id. */
  readonly groupOwners: ReadonlyMap<string, readonly string[]>
}

/**
 * The (system, name) pairs under which an entitlement appears in snapshots. One whose system nobody named, and that
 * has no aliases, may be on any of the given `systems` under its id.
 */
export function namesOf(
  entitlement: Pick<Entitlement, 'id' | 'system' | 'aliases'>,
  systems: readonly string[],
): readonly (readonly [system: string, name: string])[] {
  const { id, system, aliases } = entitlement
  if (system !== undefined) return (aliases[system] ?? [id]).map((name) => [system, name] as const)
  const declared = Object.entries(aliases).flatMap(([where, names]) => names.map((name) => [where, name] as const))
  return declared.length > 0 ? declared : systems.map((where) => [where, id] as const)
}
