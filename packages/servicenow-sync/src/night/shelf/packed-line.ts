import { type Approval, type FieldChange, itemKey, type RequestLine } from '@ticketbound/core'
import {
  betweenFields,
  betweenParts,
  type Draft,
  packed,
  packedList,
  packedWords,
  parseList,
  parseWords,
} from './packed.ts'

const kinds = ['provision', 'change', 'deprovision', 'none'] as const
const states = ['open', 'closed-complete', 'closed-incomplete', 'cancelled'] as const
const decisions = ['approved', 'rejected', 'withdrawn'] as const
const hows = ['sealed', 'native', 'informal'] as const

const noApprovals: readonly Approval[] = []

/** Packs a request line into one text; two lines are the same exactly if their texts are. */
export function packLine(line: RequestLine): string {
  const { principal, entitlement, item, gate } = line
  return [
    line.source,
    line.number,
    item === itemKey(principal, entitlement) ? '' : item,
    kinds.indexOf(line.kind),
    principal,
    entitlement,
    line.openedAt,
    states.indexOf(line.state),
    packedList(line.approvals, packApproval),
    packed(line.level),
    packed(line.owner),
    packed(line.requester),
    packed(line.fulfilledAt),
    packed(line.closedAt),
    packed(line.expiresAt),
    packedWords(line.justification),
    packedList(line.changes, packChange),
    packed(line.exception),
    packed(gate?.passedAt),
    packedWords(gate?.verdict),
    packed(line.reopenedAt),
  ].join(betweenFields)
}

/** Reads a line that `packLine` wrote. */
export function parseLine(text: string): RequestLine {
  const [source = '', number = '', item, kind, principal = '', entitlement = '', openedAt, state, approvals, ...more] =
    text.split(betweenFields)
  const line: Draft<RequestLine> = {
    source,
    number,
    item: item || itemKey(principal, entitlement),
    kind: kinds[Number(kind)] ?? 'none',
    principal,
    entitlement,
    openedAt: Number(openedAt),
    state: states[Number(state)] ?? 'open',
    approvals: approvals ? parseList(approvals, parseApproval) : noApprovals,
  }
  setOptional(line, more)
  return line
}

function setOptional(line: Draft<RequestLine>, fields: readonly string[]): void {
  const [level, owner, requester, fulfilledAt, closedAt, expiresAt, justification, changes, exception] = fields
  const [passedAt, verdict, reopenedAt] = fields.slice(9)
  if (level) line.level = level
  if (owner) line.owner = owner
  if (requester) line.requester = requester
  if (fulfilledAt) line.fulfilledAt = Number(fulfilledAt)
  if (closedAt) line.closedAt = Number(closedAt)
  if (expiresAt) line.expiresAt = Number(expiresAt)
  if (justification) line.justification = parseWords(justification)
  if (changes) line.changes = parseList(changes, parseChange)
  if (exception) line.exception = exception
  if (reopenedAt) line.reopenedAt = Number(reopenedAt)
  if (passedAt) line.gate = { passedAt: Number(passedAt), verdict: verdict ? parseWords(verdict) : '' }
}

function packApproval({ id, approver, group, onBehalfOf, decision, decidedAt, how, seal }: Approval): string {
  const fields = [
    approver,
    decisions.indexOf(decision),
    decidedAt,
    hows.indexOf(how),
    packed(id),
    packed(group),
    packed(onBehalfOf),
    packedWords(seal),
  ]
  return fields.join(betweenParts)
}

function parseApproval(entry: string): Approval {
  const [approver = '', decision, decidedAt, how, id, group, onBehalfOf, seal] = entry.split(betweenParts)
  const approval: Draft<Approval> = {
    approver,
    decision: decisions[Number(decision)] ?? 'rejected',
    decidedAt: Number(decidedAt),
    how: hows[Number(how)] ?? 'informal',
  }
  if (id) approval.id = id
  if (group) approval.group = group
  if (onBehalfOf) approval.onBehalfOf = onBehalfOf
  if (seal) approval.seal = parseWords(seal)
  return approval
}

function packChange({ at, field }: FieldChange): string {
  return `${at}${betweenParts}${field}`
}

function parseChange(entry: string): FieldChange {
  const [at, field = ''] = entry.split(betweenParts)
  return { at: Number(at), field }
}
