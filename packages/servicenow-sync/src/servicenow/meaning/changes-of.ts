import type { ItemRule, ReadRule, ValueRule } from '../map/servicenow-map.ts'
import { type RawRow, textIn } from '../raw-row.ts'
import type { ChangeRow } from './exchange-rows.ts'
import type { Names } from './names.ts'
import type { TicketFacts } from './ticket-facts.ts'
import type { TicketReader } from './ticket-reader.ts'
import { readVendorInstant } from './vendor-time.ts'

/** What is known of the changes of a ticket's material fields. */
export interface KnownChanges {
  readonly changes: readonly ChangeRow[]
  /** Whether these are all there were. */
  readonly isWhole: boolean
}

/**
 * Tells what changed after it was first given, and whether that is all.
 *
 * What is provable without a field history:
 * - A text of the map's own holds for every ticket and never changes on one.
 * - An answer is a record of its own, and the platform writes its `sys_updated_on` with every edit. One that was last
 *   written while the ticket was ordered was never edited; of any other the last edit is known, which is the one that
 *   matters, for an approval must come after it. An answer that replaced another one was written later, too. Only scripts
 *   that switch these fields off could hide an edit.
 * - Who asked (`opened_by`) is a field of the ticket, and the ticket's `sys_updated_on` moves with every step of work, so
 *   a change of it leaves no trace. It is proven where it agrees with `sys_created_by`, which nobody can edit.
 * - Any other field of the ticket, `requested_for` among them, can be edited without a trace: not provable.
 * - Rows of a multi-row variable set can be taken out without a trace: not provable.
 * - Which catalogue item was ordered is taken as given: its answers belong to it.
 */
export function changesOf(rule: ItemRule, facts: TicketFacts, reader: TicketReader, names: Names): KnownChanges {
  const changes = new Map<string, ChangeRow>()
  let isWhole = isRequesterProven(facts.ticket, names) && rule.rows === undefined
  for (const [field, source] of materialRules(rule)) {
    if (source.from === 'field') {
      isWhole = false
      for (const change of fieldChanges(source.name, field, facts)) changes.set(JSON.stringify(change), change)
      continue
    }
    const answer = answerChange(source, field, facts, reader)
    if (answer === 'unknown') isWhole = false
    else if (answer !== undefined) changes.set(JSON.stringify(answer), answer)
  }
  for (const change of fieldChanges('opened_by', 'requester', facts)) changes.set(JSON.stringify(change), change)
  return { changes: [...changes.values()].sort(inOrder), isWhole }
}

function inOrder(one: ChangeRow, other: ChangeRow): number {
  return one.at === other.at ? (one.field < other.field ? -1 : 1) : one.at < other.at ? -1 : 1
}

/** The material fields that a ticket gives itself. A condition decides which access is asked for, as the kind does. */
function materialRules({ when, kind, principal, entitlement, level, owner, expiresAt }: ItemRule) {
  const rules: (readonly [field: string, rule: Pick<ReadRule, 'from' | 'name'>])[] = []
  if (when !== undefined) rules.push(['kind', when])
  if (typeof kind !== 'string') rules.push(['kind', kind])
  const parts: Readonly<Record<string, ValueRule | undefined>> = { principal, entitlement, level, owner, expiresAt }
  for (const [field, rule] of Object.entries(parts)) {
    if (rule !== undefined && rule.from !== 'constant') rules.push([field, rule])
  }
  return rules
}

/** Where the one who created the record is the one it says asked, nobody changed who asked. */
function isRequesterProven(ticket: RawRow, names: Names): boolean {
  const creator = names.login(textIn(ticket, 'sys_created_by') ?? '')
  return creator !== undefined && creator === names.user(textIn(ticket, 'opened_by') ?? '')
}

function fieldChanges(name: string, field: string, { history }: TicketFacts): readonly ChangeRow[] {
  return (history?.fieldChanges ?? []).flatMap((change) => {
    const at = readVendorInstant(change.at)
    return change.field === name && at.ok ? [{ at: at.value, field }] : []
  })
}

/** How long an order takes to write its answers. Nobody asks, has it approved and edits it within that. */
const orderMs = 60_000

function answerChange(
  { from, name }: Pick<ReadRule, 'from' | 'name'>,
  field: string,
  { ticket }: TicketFacts,
  reader: TicketReader,
): ChangeRow | 'unknown' | undefined {
  const said = reader.say({ from, name, default: '' })
  const answer = said.ok ? said.value.answer : undefined
  if (answer === undefined) return 'unknown'
  const ordered = readVendorInstant(textIn(ticket, 'sys_created_on') ?? '')
  const updated = readVendorInstant(answer.updatedOn ?? '')
  if (!ordered.ok || !updated.ok) return 'unknown'
  return Date.parse(updated.value) - Date.parse(ordered.value) > orderMs ? { at: updated.value, field } : undefined
}
