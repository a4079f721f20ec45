import { isRejected, type RequestLine } from '../model/request.ts'
import type { Expectation } from '../night/fold.ts'
import type { Warnings } from '../policy/policy.ts'
import type { Instant } from '../time/instant.ts'
import type { LifecycleState } from './lifecycle-table.ts'

/**
 * What the systems were last known to show since the expectation began: `returned` is there again after everything was
 * read without it; `unknown` where no night since then could tell.
 */
export type Sight = 'present' | 'returned' | 'absent' | 'unknown'

/** Everything by which a request line and its access stand where they do. */
export interface LineStanding {
  /** As it stood at `now`. */
  readonly line: RequestLine
  /** Whether its approvals satisfy the rule. */
  readonly sufficient: boolean
  /** What the closed tickets and the revocations about the same access say should be true. */
  readonly expectation: Expectation
  readonly sight: Sight
  /** When the access is due to be confirmed; absent where nothing asks for it. */
  readonly dueAt?: Instant
  readonly now: Instant
  readonly warnings: Warnings
}

/**
 * Tells in which state a request line and its access stand: until it closes as done, as the request does; from then on
 * as its access does, whichever later ticket has changed that since. Gives `undefined` for a line that asks for no
 * access: it is counted, and has no states.
 */
export function lifecycleState(standing: LineStanding): LifecycleState | undefined {
  const { line, sufficient } = standing
  if (line.kind === 'none') return undefined
  if (line.state === 'closed-complete') return accessState(standing)
  if (line.state === 'open' && sufficient) return 'approved'
  if (!sufficient && isRejected(line)) return 'rejected'
  return line.state === 'open' ? 'requested' : 'cancelled'
}

function accessState(standing: LineStanding): LifecycleState {
  const { expectation, sight } = standing
  switch (expectation.state) {
    case 'none':
      return 'fulfilled'
    case 'present':
      return sight === 'present' || sight === 'returned' ? heldState(standing) : 'fulfilled'
    case 'expired':
      return sight === 'absent' ? 'removed' : sight === 'returned' ? 'removal-due' : 'expired'
    case 'removed':
      return sight === 'absent' ? 'removed' : 'removal-due'
  }
}

/** Of what is due and ends soon, that it is due comes first: somebody can act on it. */
function heldState({ expectation, dueAt, now, warnings }: LineStanding): LifecycleState {
  if (dueAt !== undefined && now >= dueAt - warnings.recertification) return 'recertification-due'
  const expiresAt = expectation.state === 'present' ? expectation.expiresAt : undefined
  return expiresAt !== undefined && now >= expiresAt - warnings.expiry ? 'expiring' : 'active'
}
