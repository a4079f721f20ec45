import type { ControlId } from '../control/controls.ts'
import type { RuleId } from './rules.ts'

/** One rule that a request breaks, in words that whoever made it understands. */
export interface Violation {
  readonly code: RuleId
  /** The field at fault, as the exchange format names it. */
  readonly field: string
  readonly message: string
  readonly remedy: string
  readonly controls: readonly ControlId[]
}

/** What one rule says of a request. `not-applicable`: the rule asks nothing of it, or another rule says why it cannot. */
export interface RuleCheck {
  readonly rule: RuleId
  readonly outcome: 'passed' | 'broken' | 'excused' | 'not-applicable'
  /** The exception under which the rule is excused. */
  readonly exception?: string
  readonly violation?: Violation
}

/** A broken rule that an exception excuses: it is allowed, and it is on record. */
export interface ExcusedViolation {
  readonly exception: string
  readonly violation: Violation
}

/** Whether a request may be made as it stands, and everything that says so. */
export interface RequestVerdict {
  readonly allowed: boolean
  /** What is broken and not excused, in the order of the rules. */
  readonly violations: readonly Violation[]
  readonly excused: readonly ExcusedViolation[]
  /** Every rule once, in order. */
  readonly checks: readonly RuleCheck[]
}
