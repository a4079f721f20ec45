import type {
  Approval,
  ApprovalPart,
  Entitlement,
  Membership,
  Person,
  Recertification,
  RequestLine,
} from '@ticketbound/core'
import { isActive, type People, personOf, resolveName } from './people.ts'

/** What the approvals of a closed line prove. */
export interface Judged {
  readonly sufficient: boolean
  /** Being late is the only thing that is wrong. */
  readonly onlyLate: boolean
  /** When the last approval that was needed was given. */
  readonly provenAt?: number
}

interface Decision {
  readonly approval: Approval
  readonly approver: string
  readonly late: boolean
}

const material = ['kind', 'principal', 'entitlement', 'level', 'owner', 'expiresAt', 'requester']

/** Judges the approvals of a closed line by the entitlement's rule and by the people known when it is judged. */
export function judge(line: RequestLine, closedAt: number, entitlement: Entitlement, people: People): Judged {
  const decisions = line.approvals
    .flatMap((approval) => decisionOf(approval, line, closedAt, entitlement, people) ?? [])
    .sort((a, b) => a.approval.decidedAt - b.approval.decidedAt)
  const inTime = decisions.filter(({ late }) => !late)
  const isMetBy = (some: readonly Decision[]) => isMet(partsOf(entitlement), some, line, entitlement, people)
  const sufficient = isMetBy(inTime)
  const enough = inTime.findIndex((_, index) => isMetBy(inTime.slice(0, index + 1)))
  const last = sufficient && partsOf(entitlement).length > 0 ? inTime[enough] : undefined
  return {
    sufficient,
    onlyLate: !sufficient && isMetBy(decisions),
    ...(last && { provenAt: last.approval.decidedAt }),
  }
}

/** Says whether somebody may decide about access as the approver of a request for it could. */
export function mayDecide(
  { principal, entitlement: id, decider, decidedAt }: Recertification,
  entitlement: Entitlement | undefined,
  people: People,
): boolean {
  const who = resolveName(people, decider)
  if (who === undefined || !isActive(people, who, decidedAt) || !isHuman(who, people)) return false
  const line: RequestLine = {
    source: '',
    number: '',
    item: '',
    kind: 'provision',
    principal,
    entitlement: id,
    openedAt: decidedAt,
    state: 'open',
    approvals: [],
  }
  if (!isIndependent(who, line, people)) return false
  const approval: Approval = { approver: decider, decision: 'approved', decidedAt, how: 'native' }
  return entitlement === undefined || isNamedAtAll(who, approval, line, entitlement, people)
}

/** Each part of the rule as often as approvals are asked for by it. */
function partsOf({ approval }: Entitlement): readonly ApprovalPart[] {
  return approval.parts.flatMap((part) => Array.from({ length: part.count }, () => part))
}

/** Tries every way of giving each part an approver of its own. */
function isMet(
  parts: readonly ApprovalPart[],
  decisions: readonly Decision[],
  line: RequestLine,
  entitlement: Entitlement,
  people: People,
): boolean {
  const [part, ...others] = parts
  if (part === undefined) return true
  return decisions
    .filter(({ approver, approval }) => isNamed(part, approver, approval, line, entitlement, people))
    .some(({ approver }) => {
      const left = decisions.filter((decision) => decision.approver !== approver)
      return isMet(others, left, line, entitlement, people)
    })
}

/** The approval as a decision that counts, but for being late; `undefined` when anything else is wrong with it. */
function decisionOf(
  approval: Approval,
  line: RequestLine,
  closedAt: number,
  entitlement: Entitlement,
  people: People,
): Decision | undefined {
  const approver = resolveName(people, approval.approver)
  const { decidedAt } = approval
  const { maxAge } = entitlement.approval
  const isSound =
    approver !== undefined &&
    approval.decision === 'approved' &&
    // A seal cannot be verified from files, so only the ITSM's own record counts.
    approval.how === 'native' &&
    isActive(people, approver, decidedAt) &&
    // Only a human answers for a decision.
    isHuman(approver, people) &&
    isIndependent(approver, line, people) &&
    isNamedAtAll(approver, approval, line, entitlement, people) &&
    decidedAt >= (line.reopenedAt ?? line.openedAt) &&
    !(line.changes ?? []).some(({ at, field }) => material.includes(field) && at > decidedAt) &&
    (maxAge === undefined || closedAt - decidedAt <= maxAge) &&
    !isUndone(approval, approver, line, people)
  if (!isSound) return undefined
  return { approval, approver, late: decidedAt > (line.fulfilledAt ?? closedAt) || decidedAt > closedAt }
}

function isIndependent(approver: string, line: RequestLine, people: People): boolean {
  const principal = resolveName(people, line.principal)
  const sponsor = principal === undefined ? undefined : personOf(people, principal)?.sponsor
  const involved = [line.requester, line.principal, sponsor].filter((name) => name !== undefined)
  return !involved.some((name) => resolveName(people, name) === approver)
}

/** A rejection undoes every approval before it; a withdrawal those of the same person. Words undo nothing. */
function isUndone(approval: Approval, approver: string, line: RequestLine, people: People): boolean {
  return line.approvals.some((other) => {
    if (other.how === 'informal' || other.decidedAt < approval.decidedAt) return false
    if (other.decision === 'rejected') return true
    return other.decision === 'withdrawn' && resolveName(people, other.approver) === approver
  })
}

function isHuman(approver: string, people: People): boolean {
  const person = personOf(people, approver)
  return person === undefined || person.kind === 'human'
}

function isNamedAtAll(
  approver: string,
  approval: Approval,
  line: RequestLine,
  entitlement: Entitlement,
  people: People,
): boolean {
  const { parts } = entitlement.approval
  return parts.length === 0 || parts.some((part) => isNamed(part, approver, approval, line, entitlement, people))
}

function isNamed(
  part: ApprovalPart,
  approver: string,
  approval: Approval,
  line: RequestLine,
  entitlement: Entitlement,
  people: People,
): boolean {
  if (part.from === 'group' && approval.group !== undefined && approval.group !== part.name) return false
  if (hasRight(part, approver, approval, line, entitlement, people)) return true
  const bearers =
    approval.onBehalfOf === undefined ? namedByRule(part, line, entitlement, people) : [approval.onBehalfOf]
  return bearers.some((name) => {
    const bearer = resolveName(people, name)
    if (bearer === undefined || !isActive(people, bearer, approval.decidedAt)) return false
    if (!isIndependent(bearer, line, people)) return false
    if (!hasRight(part, bearer, approval, line, entitlement, people)) return false
    return hasDelegated(personOf(people, bearer), approver, approval.decidedAt, entitlement.id, people)
  })
}

/** Those the rule names one by one; a member of a group or role must be named by the approval itself. */
function namedByRule(
  part: ApprovalPart,
  line: RequestLine,
  { owners }: Entitlement,
  people: People,
): readonly string[] {
  if (part.from === 'owner') return owners
  const manager = part.from === 'manager' ? managerOf(line, people) : undefined
  return manager === undefined ? [] : [manager]
}

function hasRight(
  part: ApprovalPart,
  name: string,
  { decidedAt }: Approval,
  line: RequestLine,
  { owners }: Entitlement,
  people: People,
): boolean {
  const person = personOf(people, name)
  if (part.from === 'owner') return owners.some((owner) => resolveName(people, owner) === name)
  if (part.from === 'manager') return managerOf(line, people) === name
  return holdsAt(part.from === 'group' ? person?.groups : person?.roles, part.name, decidedAt)
}

function managerOf(line: RequestLine, people: People): string | undefined {
  const principal = resolveName(people, line.principal)
  const manager = principal === undefined ? undefined : personOf(people, principal)?.manager
  return manager === undefined ? undefined : resolveName(people, manager)
}

/** Says whether memberships hold a role or group at an instant. */
export function holdsAt(memberships: readonly Membership[] | undefined, id: string | undefined, at: number): boolean {
  return (memberships ?? []).some(
    (it) => it.id === id && (it.from === undefined || at >= it.from) && (it.until === undefined || at < it.until),
  )
}

function hasDelegated(from: Person | undefined, to: string, at: number, entitlement: string, people: People): boolean {
  return (from?.delegates ?? []).some((it) => {
    if (resolveName(people, it.to) !== to || at < it.from || at >= it.until) return false
    return it.entitlements === undefined || it.entitlements.includes(entitlement)
  })
}
