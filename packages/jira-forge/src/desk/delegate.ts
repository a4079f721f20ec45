import type { AppHost } from '../app-host.ts'
import type { KeptDelegation } from '../storage/delegations.ts'
import { atDesk, unsure } from './at-desk.ts'
import { delegateFault } from './delegate-fault.ts'
import type { DelegationAsked } from './delegation-asked.ts'
import { type DelegationPeriod, delegationPeriod } from './delegation-period.ts'
import type { IssueOnDesk } from './issue-on-desk.ts'
import { type LookAtIssue, lookAtIssue } from './look-at-issue.ts'
import { mayDelegate } from './may-decide.ts'
import { type DeskRefusal, refuse } from './refusal.ts'

/** What became of a delegation. */
export type DelegationOutcome =
  | { readonly ok: true; readonly recorded: 'recorded' | 'already-so'; readonly delegation: KeptDelegation }
  | DeskRefusal

/** Nobody needs more at once. */
const mostDelegations = 20

/**
 * Lets another decide in somebody's place for a while: only somebody whom the rule of the issue names, only to an active
 * human who has nothing to gain from the request. What was delegated is not passed on, and counts for nothing where it
 * would let in an interested party; core judges that anew at each decision. Never throws, but for the platform's own
 * demand that the user consents to the app.
 */
export function delegate(
  asked: DelegationAsked,
  host: AppHost,
  look: LookAtIssue = lookAtIssue,
): Promise<DelegationOutcome> {
  return atDesk(host, async () => {
    const looked = await look(asked.issueKey, host)
    if (!looked.ok) return looked
    const { issue } = looked
    const permission = mayDelegate(asked.accountId, issue)
    if (!permission.ok) return permission
    const period = delegationPeriod(asked, issue)
    if ('ok' in period) return period
    const fault = await delegateFault(asked, issue, host)
    if (fault) return fault
    return add(delegationOf(asked, period, issue), asked, { issue, host })
  })
}

/** Core knows a delegate and whoever delegates as principals, whatever account they decide under. */
function delegationOf(
  { accountId, to, onlyThis }: DelegationAsked,
  { from, until }: DelegationPeriod,
  { people, judged }: IssueOnDesk,
): KeptDelegation {
  return {
    by: people.resolve(accountId) ?? accountId,
    to: people.resolve(to) ?? to,
    from,
    until,
    ...(onlyThis && { entitlements: [judged.line.entitlement] }),
  }
}

async function add(
  delegation: KeptDelegation,
  { accountId }: DelegationAsked,
  { issue, host }: { readonly issue: IssueOnDesk; readonly host: AppHost },
): Promise<DelegationOutcome> {
  const own = (await host.delegations.inForce(issue.at)).filter(({ by }) => by === delegation.by)
  const same = own.find((kept) => isCovered(delegation, kept))
  if (same) return { ok: true, recorded: 'already-so', delegation: same }
  if (own.length >= mostDelegations) {
    return refuse('too-many-asked', `You have delegated to ${own.length} people already.`, 'End one of them first.')
  }
  const { by, to, from, until, entitlements } = delegation
  const refs = { account: accountId, by, to, from, until, ...(entitlements && { entitlements }) }
  // No delegation takes effect without an entry that came before it.
  await host.audit.append({ type: 'delegation-made', at: issue.at, refs })
  try {
    await host.delegations.add(delegation)
  } catch (error) {
    return unsure('the delegation', error, host)
  }
  return { ok: true, recorded: 'recorded', delegation }
}

/** Says whether what is kept lets the same delegate do at least as much, for at least as long. */
function isCovered(wanted: KeptDelegation, kept: KeptDelegation): boolean {
  if (kept.to !== wanted.to || kept.from > wanted.from || kept.until < wanted.until) return false
  if (kept.entitlements === undefined) return true
  return wanted.entitlements?.every((id) => kept.entitlements?.includes(id)) ?? false
}
