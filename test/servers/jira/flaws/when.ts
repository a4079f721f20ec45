import type { Call } from '../../servicenow/wire/call.ts'

/** When a flaw shows. All that is given must hold; requests are counted from the moment the flaw was switched on. */
export interface When {
  readonly method?: string
  /** A part of the path: `/transitions`, `servicedeskapi`. */
  readonly path?: string
  /** Only for requests of this account. */
  readonly account?: string
  /** Only for the first so many requests that the rest of this allows. */
  readonly first?: number
  /** Only for the nth (from 1) of them. */
  readonly nth?: number | readonly number[]
  /** Only for each nth of them. */
  readonly every?: number
  /** With this probability, drawn anew for each. */
  readonly probability?: number
  /** Of the draws; the same seed draws the same. Default 1. */
  readonly seed?: number
}

/** Whether a request is one that a flaw may show for, before it is counted. */
export function concerns(when: When, call: Call, account: string): boolean {
  if (when.method !== undefined && when.method !== call.method) return false
  if (when.account !== undefined && when.account !== account) return false
  return when.path === undefined || call.path.includes(when.path)
}
