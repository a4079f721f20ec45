import type { Asked } from './asked.ts'

/** What a violation says, put together only when somebody reads it. */
export interface Wording {
  readonly message: string
  /** What to do in this very case; where absent, what the rule says in general. */
  readonly remedy?: string
}

/** What a rule finds: that it holds, that it asks nothing, or how it is broken. */
export type Outcome = 'passed' | 'not-applicable' | (() => Wording)

/** One rule: it looks at what was asked, and at nothing else. Never throws. */
export type Rule = (asked: Asked) => Outcome
