import { isSet, type RawRow, textIn } from '../raw-row.ts'
import type { MirroredRow, RowMemory } from './mirror.ts'

/** Fields that change with every step of work; what they were tells nothing. */
const bookkeeping: ReadonlySet<string> = new Set(['state', 'stage', 'active', 'approval', 'closed_at', 'closed_by'])

/**
 * What to remember of a ticket as it changes: that it was opened again, when it was closed before, and which of its other
 * fields changed. The instance itself keeps none of that where an integration can read it.
 */
export function rememberTicket({ row: before, memory }: MirroredRow, after: RawRow): RowMemory | undefined {
  const at = after.sys_updated_on ?? ''
  const reopenedAt = isReopened(before, after) ? at : memory?.reopenedAt
  const closedAtBefore = closingBefore(before, after) ?? memory?.closedAtBefore
  const changed = Object.keys(after).filter((field) => isMaterial(field) && isOther(before[field], after[field]))
  const fieldChanges = { ...memory?.fieldChanges, ...Object.fromEntries(changed.map((field) => [field, at])) }
  const remembered: RowMemory = {
    ...(reopenedAt !== undefined && { reopenedAt }),
    ...(closedAtBefore !== undefined && { closedAtBefore }),
    ...(Object.keys(fieldChanges).length > 0 && { fieldChanges }),
  }
  return Object.keys(remembered).length > 0 ? remembered : undefined
}

function isReopened(before: RawRow, after: RawRow): boolean {
  return !isSet(before, 'active') && isSet(after, 'active')
}

function closingBefore(before: RawRow, after: RawRow): string | undefined {
  const closed = isSet(before, 'active') ? undefined : textIn(before, 'closed_at')
  return closed === textIn(after, 'closed_at') ? undefined : closed
}

/** What was not shown before need not have been another. */
function isOther(before: string | undefined, after: string | undefined): boolean {
  return before !== undefined && before !== after
}

function isMaterial(field: string): boolean {
  return !field.startsWith('sys_') && !bookkeeping.has(field)
}

/** What to remember of an approver's row: since when it says what it says. A comment on a decision is no new decision. */
export function rememberDecision({ row: before, memory }: MirroredRow, after: RawRow): RowMemory | undefined {
  return before.state === after.state ? { first: memory?.first ?? before } : undefined
}
