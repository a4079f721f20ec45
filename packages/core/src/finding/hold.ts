import type { HoldRule } from '../policy/policy.ts'

/** How much of one scope a night would change. */
export interface ScopeChange {
  readonly system: string
  /** Findings that would open, resolve or reopen. */
  readonly changed: number
  /** The scope's grants tonight, or on its last complete night if those were more. */
  readonly grants: number
  /** True on the scope's first complete night, when everything is new. */
  readonly isFirst: boolean
}

/** A scope that changes more than the rule allows, and how much it would have allowed. */
export interface MassChange extends ScopeChange {
  readonly limit: number
}

/** Finds the scopes in which so much changes at once that a person must look before it is published. */
export function massChanges(scopes: readonly ScopeChange[], rule: HoldRule | undefined): readonly MassChange[] {
  if (rule === undefined) return []
  return scopes.flatMap((scope) => {
    const limit = Math.max(rule.minimum, Math.floor(rule.share * scope.grants))
    return !scope.isFirst && scope.changed > limit ? [{ ...scope, limit }] : []
  })
}
