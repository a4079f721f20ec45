import type { ApprovalFault, ApprovalPart, Directory, EvidenceRule } from '@ticketbound/core'
import type { IssueOnDesk } from './issue-on-desk.ts'
import { supposedFaults, withoutDelegates } from './suppose.ts'

/** In what capacity somebody may decide: for a part of the rule, in their own right or in another's place. */
export interface Capacity {
  readonly part: ApprovalPart
  /** The group that the part asks for. */
  readonly group?: string
  /** The principal in whose place it would be. */
  readonly onBehalfOf?: string
}

/** Who has something to gain from access may still say no to it. */
export const forgivenToDecliners: ReadonlySet<ApprovalFault> = new Set<ApprovalFault>([
  'approver-is-requester',
  'approver-is-principal',
  'approver-is-sponsor',
  'group-of-interested',
])

const nothing: ReadonlySet<ApprovalFault> = new Set()

/** Gives every capacity in which an account may decide on an issue: in its own right first. */
export function capacitiesOf(
  account: string,
  issue: IssueOnDesk,
  rule: EvidenceRule,
  forgiven: ReadonlySet<ApprovalFault> = nothing,
): readonly Capacity[] {
  const alone = withoutDelegates(issue.people)
  const places = placesOf(account, issue, rule)
  return rule.parts.flatMap((part) => {
    const ofPart = { ...rule, parts: [part] }
    const group = part.from === 'group' && part.name !== undefined ? { group: part.name } : {}
    const isFree = (faults: readonly ApprovalFault[]) => faults.every((fault) => forgiven.has(fault))
    const own = isFree(supposedFaults({ approver: account, ...group }, issue, ofPart, alone))
      ? [{ part, ...group }]
      : []
    // Whoever has a right of their own would count whatever place they named, so the place is judged by itself.
    const inPlace = places
      .filter((place) => supposedFaults({ approver: place, ...group }, issue, ofPart, alone).length === 0)
      .filter((place) => isFree(supposedFaults({ approver: account, ...group, onBehalfOf: place }, issue, ofPart)))
      .map((place) => ({ part, ...group, onBehalfOf: place }))
    return [...own, ...inPlace]
  })
}

/** Those who let this account decide in their place about this entitlement, now. */
function placesOf(account: string, issue: IssueOnDesk, rule: EvidenceRule): readonly string[] {
  const approver = issue.people.resolve(account)
  if (approver === undefined) return []
  return candidatesFor(issue, rule).filter((name) => name !== approver && hasDelegated(name, approver, issue, rule))
}

function hasDelegated(name: string, approver: string, { people, at }: IssueOnDesk, rule: EvidenceRule): boolean {
  return (people.person(name)?.delegates ?? []).some(
    ({ to, from, until, entitlements }) =>
      from <= at &&
      at < until &&
      people.resolve(to) === approver &&
      (entitlements === undefined || entitlements.includes(rule.entitlement)),
  )
}

/** Everybody whom a rule could name: its owners, the manager, and whoever the people document has. */
export function candidatesFor({ people, judged }: IssueOnDesk, rule: EvidenceRule): readonly string[] {
  const names = new Set<string>()
  for (const name of [...rule.owners, ...managerOf(judged.line.principal, people)]) {
    const resolved = people.resolve(name)
    if (resolved !== undefined) names.add(resolved)
  }
  for (const { principal } of people.people()) names.add(principal)
  return [...names]
}

/** The manager of whoever would receive the access, as the people document names them. */
export function managerOf(principal: string, people: Directory): readonly string[] {
  const resolved = people.resolve(principal)
  const manager = resolved === undefined ? undefined : people.person(resolved)?.manager
  return manager === undefined ? [] : [manager]
}
