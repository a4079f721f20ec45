import type { AppHost } from '../app-host.ts'
import { atDesk, tell } from './at-desk.ts'
import { type LookAtIssue, lookAtIssue } from './look-at-issue.ts'
import type { DeskRefusal } from './refusal.ts'

/** Whose delegation ends. */
export interface EndAsked {
  readonly issueKey: string
  /** The account that the platform names: nobody ends what another delegated. */
  readonly accountId: string
  /** The principal of the delegate, as `delegate` gave it, or an account of theirs. */
  readonly to: string
}

/** What became of ending a delegation. */
export type EndOutcome = { readonly ok: true; readonly recorded: 'recorded' | 'already-so' } | DeskRefusal

/** Ends everything that somebody delegated to another, at once. What was decided meanwhile stays decided. */
export function endDelegation(
  { issueKey, accountId, to }: EndAsked,
  host: AppHost,
  look: LookAtIssue = lookAtIssue,
): Promise<EndOutcome> {
  return atDesk(host, async () => {
    const looked = await look(issueKey, host)
    if (!looked.ok) return looked
    const { people, at } = looked.issue
    const by = people.resolve(accountId) ?? accountId
    const delegate = people.resolve(to) ?? to
    const ended = await host.delegations.end(by, delegate, at)
    if (ended === 'already-so') return { ok: true, recorded: 'already-so' }
    try {
      await host.audit.append({ type: 'delegation-ended', at, refs: { account: accountId, by, to: delegate } })
    } catch (error) {
      tell(error, host)
    }
    return { ok: true, recorded: 'recorded' }
  })
}
