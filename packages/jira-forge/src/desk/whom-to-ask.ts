import { type ApprovalPart, type EvidenceRule, type Person, sayPart } from '@ticketbound/core'
import { managerOf } from './capacity.ts'
import { type IssueOnDesk, ruleOnDesk } from './issue-on-desk.ts'
import { supposedFaults, withoutDelegates } from './suppose.ts'

/** Somebody whose approval would count. */
export interface PersonToAsk {
  readonly principal: string
  /** The accounts by which the people document knows them; without one, the principal is the account. */
  readonly accounts: readonly string[]
  /** In whose place they would approve. */
  readonly onBehalfOf?: string
}

/** A part of the rule that is not met yet, and who could meet it. */
export interface PartToAsk {
  /** The part in words: 'an owner', '2 of group `security`'. */
  readonly words: string
  /** How many approvals the part still lacks. */
  readonly missing: number
  readonly people: readonly PersonToAsk[]
  /** How many more there are than are listed. */
  readonly more: number
  /** Why nobody can be named, where that is not because everybody has decided. */
  readonly note?: string
}

/** More names than this help nobody to ask. */
const mostNames = 10

/** Looking further costs time, and a list of so many is asked as a group. */
const mostLooked = 100

/**
 * Tells whom to ask next: for each part of the rule that is not met, those whose approval would count, without those who
 * have decided already. None for a request that needs nobody any more.
 */
export function whomToAsk(issue: IssueOnDesk): readonly PartToAsk[] {
  const rule = ruleOnDesk(issue)
  const { line, decision } = issue.judged
  if (rule === undefined || line.state !== 'open') return []
  const decided = whoDecided(issue)
  return (decision.evidence?.parts ?? []).flatMap((part) => {
    const missing = part.count - part.approvedBy.length
    if (missing <= 0) return []
    const all = peopleFor(part, rule, issue).filter(({ principal }) => !decided.has(principal))
    const people = all.slice(0, mostNames)
    return [{ words: sayPart(part), missing, people, more: all.length - people.length, ...noteOn(part, issue) }]
  })
}

/** Those whose approval counts, and those who said no since the request was last opened. */
function whoDecided({ judged, people }: IssueOnDesk): ReadonlySet<string> {
  const { line, decision } = judged
  const since = line.reopenedAt ?? line.openedAt
  const against = line.approvals.filter(
    ({ decision: what, how, decidedAt }) => what === 'rejected' && how !== 'informal' && decidedAt >= since,
  )
  return new Set([
    ...(decision.evidence?.approvedBy ?? []),
    ...against.map(({ approver }) => people.resolve(approver) ?? approver),
  ])
}

function peopleFor(part: ApprovalPart, rule: EvidenceRule, issue: IssueOnDesk): readonly PersonToAsk[] {
  const ofPart = { ...rule, parts: [part] }
  const group = part.from === 'group' && part.name !== undefined ? { group: part.name } : {}
  const alone = withoutDelegates(issue.people)
  const named = namedBy(part, rule, issue)
    .slice(0, mostLooked)
    .filter((name) => supposedFaults({ approver: name, ...group }, issue, ofPart, alone).length === 0)
  const found = new Map(named.map((name) => [name, toAsk(name, issue)] as const))
  for (const name of named) {
    for (const delegate of delegatesOf(name, issue, rule)) {
      const supposed = { approver: delegate, ...group, onBehalfOf: name }
      if (found.has(delegate) || supposedFaults(supposed, issue, ofPart).length > 0) continue
      found.set(delegate, { ...toAsk(delegate, issue), onBehalfOf: name })
    }
  }
  return [...found.values()]
}

/** Whom a part names in their own right, whether or not they may decide. */
function namedBy({ from, name }: ApprovalPart, rule: EvidenceRule, { people, judged }: IssueOnDesk): readonly string[] {
  const isIn = (memberships: Person['groups']) => (memberships ?? []).some(({ id }) => id === name)
  switch (from) {
    case 'owner':
      return resolvedOnce(rule.owners, people.resolve)
    case 'manager':
      return resolvedOnce(managerOf(judged.line.principal, people), people.resolve)
    case 'group':
      return [...people.people()].filter(({ groups }) => isIn(groups)).map(({ principal }) => principal)
    case 'role':
      return [...people.people()].filter(({ roles }) => isIn(roles)).map(({ principal }) => principal)
  }
}

function resolvedOnce(names: readonly string[], resolve: (name: string) => string | undefined): readonly string[] {
  return [...new Set(names.map(resolve).filter((name) => name !== undefined))]
}

function delegatesOf(name: string, { people }: IssueOnDesk, rule: EvidenceRule): readonly string[] {
  const delegates = (people.person(name)?.delegates ?? []).filter(
    ({ entitlements }) => entitlements === undefined || entitlements.includes(rule.entitlement),
  )
  return resolvedOnce(
    delegates.map(({ to }) => to),
    people.resolve,
  )
}

function toAsk(principal: string, { people }: IssueOnDesk): PersonToAsk {
  if (!people.known) return { principal, accounts: [principal] }
  return { principal, accounts: (people.person(principal)?.accounts ?? []).map(({ account }) => account) }
}

/** Who is in a group, whose manager somebody is: only the people document can say. */
function noteOn({ from }: ApprovalPart, { people }: IssueOnDesk): { readonly note?: string } {
  if (from === 'owner' || people.known) return {}
  return { note: 'Nobody can be named, and nobody can approve it: no people document was imported.' }
}
