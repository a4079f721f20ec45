import { type EvidenceRule, quote, refusalWords, sayRule } from '@ticketbound/core'
import { type Capacity, capacitiesOf, forgivenToDecliners } from './capacity.ts'
import { type IssueOnDesk, ruleOnDesk } from './issue-on-desk.ts'
import { type DeskRefusal, refuse } from './refusal.ts'
import { supposedFaults } from './suppose.ts'
import { whyNot } from './why-not.ts'

/** That somebody may do something, and in which capacities; or why not. */
export type Permission = { readonly ok: true; readonly as: readonly Capacity[]; readonly beware?: string } | DeskRefusal

/** Tells whether an account may approve an issue as it stands, and in which capacities. */
export function mayApprove(account: string, issue: IssueOnDesk): Permission {
  const rule = openRule(issue)
  if ('ok' in rule) return rule
  // The gate would not take it: a request may have been opened again since, which only its history tells.
  if (issue.judged.line.changes === undefined) return historyTooLong
  const as = capacitiesOf(account, issue, rule)
  if (as.length > 0) return { ok: true, as, ...bewareOf(issue) }
  const faults = supposedFaults({ approver: account }, issue, rule)
  return refuse('not-yours-to-approve', whyNot(faults), `${sayWho(rule)} may approve it.`)
}

/**
 * Tells whether an account may decline an issue: whoever the rule names, even where they have something to gain, because
 * nobody gains from a no.
 */
export function mayDecline(account: string, issue: IssueOnDesk): Permission {
  const rule = openRule(issue)
  if ('ok' in rule) return rule
  const as = capacitiesOf(account, issue, rule, forgivenToDecliners)
  if (as.length > 0) return { ok: true, as }
  const faults = supposedFaults({ approver: account }, issue, rule).filter((fault) => !forgivenToDecliners.has(fault))
  return refuse('not-yours-to-decline', whyNot(faults), `${sayWho(rule)} may decline it.`)
}

/**
 * Tells whether an account may withdraw an approval: only its own, under whatever account it was given, and whether or
 * not the rule still names it.
 */
export function mayWithdraw(account: string, issue: IssueOnDesk): Permission {
  const refused = refusedAsDone(issue)
  if (refused) return refused
  if (standingApprovals(account, issue).length > 0) return { ok: true, as: [] }
  return refuse(
    'nothing-to-withdraw',
    'You have given no approval here that could be withdrawn.',
    'Only whoever gave an approval can withdraw it; whoever the rule names can decline the request.',
  )
}

const historyTooLong = refuse(
  'history-too-long',
  'The history of this issue is longer than can be read here, so nobody can tell what would be approved.',
  'Make a new request, and close this one.',
)

/** The approvals of one principal that they have not withdrawn since, whatever account they came from. */
function standingApprovals(account: string, { judged, people }: IssueOnDesk) {
  const who = people.resolve(account)
  const own = judged.line.approvals.filter(
    ({ approver, how }) =>
      how !== 'informal' && (approver === account || (who !== undefined && people.resolve(approver) === who)),
  )
  const lastWithdrawal = Math.max(
    ...own.filter(({ decision }) => decision === 'withdrawn').map(({ decidedAt }) => decidedAt),
  )
  return own.filter(({ decision, decidedAt }) => decision === 'approved' && decidedAt > lastWithdrawal)
}

/** The rule of a request that is still to be decided on. */
function openRule(issue: IssueOnDesk): EvidenceRule | DeskRefusal {
  const refused = refusedAsDone(issue)
  if (refused) return refused
  const rule = ruleOnDesk(issue)
  if (rule === undefined) return withoutRule(issue)
  if (rule.parts.length > 0) return rule
  return refuse(
    'no-approval-needed',
    `Nobody needs to approve ${quote(rule.entitlement)}.`,
    'The request needs no decision: it passes as soon as it breaks no rule.',
  )
}

function withoutRule({ judged }: IssueOnDesk): DeskRefusal {
  if (judged.decision.refusals.includes('no-approval-rule')) {
    return refuse(
      'no-approval-rule',
      refusalWords['no-approval-rule'],
      'Choose an entitlement of the catalogue, or ask a Jira administrator to put this one into it.',
    )
  }
  return refuse(
    'no-approval-needed',
    'This request asks for no access, so nobody needs to approve it.',
    'The request needs no decision: it passes as soon as it breaks no rule.',
  )
}

/** What is over is not decided on: a decision afterwards would only look like one. */
function refusedAsDone({ judged, at }: IssueOnDesk): DeskRefusal | undefined {
  const { state, fulfilledAt } = judged.line
  if (state !== 'open') {
    return refuse('request-closed', 'This request is closed.', 'Open it again first, or make a new request.')
  }
  if (fulfilledAt === undefined || fulfilledAt > at) return undefined
  return refuse(
    'request-fulfilled',
    'The access has been given already.',
    'Make a new request: to change what was given, or to take it away.',
  )
}

/** Whoever approves what still breaks rules will be asked again, once it has been put right. */
function bewareOf({ judged }: IssueOnDesk): { readonly beware?: string } {
  const broken = judged.decision.request.violations.length
  if (broken === 0) return {}
  const rules = broken === 1 ? 'a rule' : `${broken} rules`
  return { beware: `The request still breaks ${rules}: what is changed to put that right can make an approval void.` }
}

function sayWho(rule: EvidenceRule): string {
  const words = sayRule({ parts: rule.parts })
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}`
}
