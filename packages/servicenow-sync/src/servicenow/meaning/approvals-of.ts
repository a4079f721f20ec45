import { type Fault, good, type Reading } from '@ticketbound/core'
import type { ServiceNowMap } from '../map/servicenow-map.ts'
import { type RawRow, textIn } from '../raw-row.ts'
import type { ApprovalRow } from './exchange-rows.ts'
import { latestRows } from './latest-rows.ts'
import type { Names } from './names.ts'
import { recordFault } from './record-fault.ts'
import type { TicketFacts } from './ticket-facts.ts'
import { unresolved } from './unresolved.ts'
import { readVendorInstant } from './vendor-time.ts'

/**
 * The decisions on a ticket, the earliest first: one for each row of an approver that decided, on the ticket or on the
 * request that it was ordered with. `approval: approved` on the ticket is none of them, for a workflow, an approval action
 * or a group that nobody is in sets it without anybody deciding.
 */
export function approvalsOf(facts: TicketFacts, map: ServiceNowMap, names: Names): Reading<readonly ApprovalRow[]> {
  const groups = groupsOf(facts, names)
  const decided: ApprovalRow[] = []
  const faults: Fault[] = []
  for (const row of latestRows(facts.approvals).values()) {
    const decision = map.approvals.get(textIn(row, 'state') ?? '')
    if (decision === undefined || !isFor(row, facts)) continue
    const first = facts.history?.firstDecisions?.get(textIn(row, 'sys_id') ?? '')
    const approval = toApproval(row, decision, firstOf(row, first), groups, names)
    if (approval.ok) decided.push(approval.value)
    else faults.push(...approval.faults.map((fault) => faultOfApproval(row, fault)))
  }
  if (faults.length > 0) return { ok: false, faults }
  return good(decided.sort(inOrder))
}

function inOrder(one: ApprovalRow, other: ApprovalRow): number {
  if (one.decidedAt !== other.decidedAt) return one.decidedAt < other.decidedAt ? -1 : 1
  return one.id < other.id ? -1 : 1
}

/** Whoever put the facts together found these rows; a decision on something else must not count whatever went wrong. */
function isFor(row: RawRow, { ticket, request, groupApprovals }: TicketFacts): boolean {
  const about = textIn(row, 'sysapproval') ?? textIn(row, 'document_id')
  if (about === undefined) return false
  return [ticket, request, ...groupApprovals].some(
    (record) => record !== undefined && textIn(record, 'sys_id') === about,
  )
}

/** The groups that approvals are given for, by the `sys_id` of their group approval. */
function groupsOf({ groupApprovals }: TicketFacts, names: Names): ReadonlyMap<string, string> {
  return new Map(
    [...latestRows(groupApprovals).values()].map((row) => {
      const group = textIn(row, 'assignment_group') ?? ''
      return [textIn(row, 'sys_id') ?? '', names.group(group) ?? unresolved('sys_user_group', group)] as const
    }),
  )
}

/**
 * A comment on a decision that was already taken, and everything else that touches its row, moves `sys_updated_on`. Where
 * an earlier version with the same decision was seen, that is when it was taken; a later touch is no new decision.
 */
function firstOf(row: RawRow, first: RawRow | undefined): RawRow {
  if (first === undefined || textIn(first, 'state') !== textIn(row, 'state')) return row
  return (textIn(first, 'sys_updated_on') ?? '') < (textIn(row, 'sys_updated_on') ?? '') ? first : row
}

function toApproval(
  row: RawRow,
  decision: ApprovalRow['decision'],
  decided: RawRow,
  groups: ReadonlyMap<string, string>,
  names: Names,
): Reading<ApprovalRow> {
  const decidedAt = readVendorInstant(textIn(decided, 'sys_updated_on') ?? '')
  if (!decidedAt.ok) return decidedAt
  const asked = textIn(row, 'approver') ?? ''
  const named = names.user(asked) ?? unresolved('sys_user', asked)
  const who = names.login(textIn(decided, 'sys_updated_by') ?? '')
  const group = textIn(row, 'group')
  return good({
    id: textIn(row, 'sys_id') ?? '',
    approver: who ?? named,
    // A group that cannot be named is named so that the decision counts for no group, rather than for any.
    ...(group !== undefined && { for: groups.get(group) ?? unresolved('sysapproval_group', group) }),
    ...(who !== undefined && who !== named && { onBehalfOf: named }),
    decision,
    decidedAt: decidedAt.value,
    how: howOf(decision, who),
  })
}

/**
 * Who decided is who wrote the row (`sys_updated_by`), not who was asked (`approver`). A delegate writes it in the place of
 * whom was asked, which core then judges. Where `system`, or nobody who is a user any more, wrote an approval, no person
 * decided: it was approved on a due date, by an approval action or by a rule, so it is given as words, which never count.
 * A rejection stands whoever wrote it: what is against access needs no proof.
 */
function howOf(decision: ApprovalRow['decision'], who: string | undefined): ApprovalRow['how'] {
  return decision === 'approved' && who === undefined ? 'informal' : 'native'
}

function faultOfApproval(row: RawRow, fault: Fault): Fault {
  return recordFault({ table: 'sysapproval_approver', row }, 'sys_updated_on', {
    ...fault,
    message: `when it was decided cannot be told: ${fault.message}`,
  })
}
