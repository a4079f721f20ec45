import { type RuleId, ruleFacts } from '@ticketbound/core'
import { type Capacity, capacitiesOf, forgivenToDecliners } from './capacity.ts'
import { isAlreadySo } from './is-already-so.ts'
import { type IssueOnDesk, ruleOnDesk } from './issue-on-desk.ts'
import { mayApprove, mayDecline, mayWithdraw, type Permission } from './permission.ts'
import { type DeskRefusal, refuse } from './refusal.ts'
import { type PartToAsk, whomToAsk } from './whom-to-ask.ts'

/** What an account may do on an issue, and where it may not, why. */
export interface MayDecide {
  readonly approve: Permission
  readonly decline: Permission
  readonly withdraw: Permission
  readonly delegate: Permission
  readonly askException: MayAskException
  /** The decision of this principal that stands now. */
  readonly decided?: 'approved' | 'rejected'
  /** Whom to ask next, by the parts of the rule that are not met. */
  readonly toAsk: readonly PartToAsk[]
}

/** The broken rules that somebody may ask to live with; or why there is nothing to ask. */
export type MayAskException = { readonly ok: true; readonly rules: readonly RuleId[] } | DeskRefusal

/** Tells everything that an account may do on an issue as it stands, and who may instead. */
export function mayDecide(account: string, issue: IssueOnDesk): MayDecide {
  const approve = mayApprove(account, issue)
  const decline = mayDecline(account, issue)
  const decided = decidedBy(account, approve, decline, issue)
  return {
    approve,
    decline,
    withdraw: mayWithdraw(account, issue),
    delegate: mayDelegate(account, issue),
    askException: mayAskException(issue),
    ...(decided && { decided }),
    toAsk: whomToAsk(issue),
  }
}

/**
 * Tells whether an account may let somebody else decide in its place: whom the rule names in their own right. What was
 * delegated is not passed on.
 */
export function mayDelegate(account: string, issue: IssueOnDesk): Permission {
  const rule = ruleOnDesk(issue)
  const named = rule === undefined ? [] : capacitiesOf(account, issue, rule, forgivenToDecliners)
  const as = named.filter(({ onBehalfOf }) => onBehalfOf === undefined)
  if (as.length > 0) return { ok: true, as }
  return refuse(
    'not-yours-to-delegate',
    'The approval rule of this request does not name you, so there is nothing that you could delegate here.',
    'Whoever the rule names can delegate; what was delegated cannot be passed on.',
  )
}

/** Tells which of the broken rules somebody may ask to live with for a while. Anybody who sees the issue may ask. */
export function mayAskException({ judged }: IssueOnDesk): MayAskException {
  const { line, decision } = judged
  const broken = decision.request.violations.map(({ code }) => code)
  const rules = broken.filter((code) => ruleFacts(code).excusable)
  if (line.state === 'open' && rules.length > 0) return { ok: true, rules }
  return refuse(
    broken.length > 0 ? 'rule-not-excusable' : 'nothing-broken',
    broken.length > 0
      ? 'No exception can excuse what this request breaks.'
      : 'This request breaks no rule, so there is nothing to live with.',
    broken.length > 0 ? 'Put right what each broken rule says.' : 'Nothing needs to be done.',
  )
}

function decidedBy(
  accountId: string,
  approve: Permission,
  decline: Permission,
  issue: IssueOnDesk,
): MayDecide['decided'] {
  if (isSo(accountId, 'approved', approve, issue)) return 'approved'
  return isSo(accountId, 'rejected', decline, issue) ? 'rejected' : undefined
}

function isSo(
  accountId: string,
  decision: 'approved' | 'rejected',
  permission: Permission,
  issue: IssueOnDesk,
): boolean {
  const places: readonly Partial<Capacity>[] = permission.ok ? [{}, ...permission.as] : [{}]
  return places.some((place) => isAlreadySo({ accountId, decision }, place, issue))
}
