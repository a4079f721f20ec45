import type { Entitlement } from '../policy/catalogue.ts'
import type { Claim, Evidence, MaterialFacts } from './finding.ts'
import type { FindingKind } from './kinds.ts'
import { severityOf } from './severity.ts'
import { type Telling, wording } from './wording.ts'

/** What a claim is made of. */
export interface ClaimParts {
  readonly kind: FindingKind
  /** Who, what, where and since when: the claim's own fields and its sentence both come from here. */
  readonly telling: Telling
  /** The ticket it is about, for kinds that are about one. */
  readonly ticket?: string
  readonly evidence: readonly Evidence[]
  readonly facts?: MaterialFacts
  /** The catalogue's entry, whose risk moves the severity; absent where there is none. */
  readonly entry?: Entitlement | undefined
}

const noFacts: MaterialFacts = {}

/** Puts a claim together, so that its fields and its sentence always say the same. */
export function toClaim({ kind, telling, ticket, evidence, facts = noFacts, entry }: ClaimParts): Claim {
  const { principal, account, entitlement, system, level, counterpart, tickets, since } = telling
  return {
    kind,
    severity: severityOf(kind, entry),
    ...(principal !== undefined && { principal }),
    ...(account !== undefined && { account }),
    ...(entitlement !== undefined && { entitlement }),
    ...(system !== undefined && { system }),
    ...(counterpart !== undefined && { counterpart }),
    ...(level !== undefined && { level }),
    ...(ticket !== undefined && { ticket }),
    tickets,
    since,
    ...wording(kind, telling),
    evidence,
    facts,
  }
}
