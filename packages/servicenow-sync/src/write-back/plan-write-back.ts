import { canonicalJson, type Finding, isAtLeast } from '@ticketbound/core'
import { sha256 } from '@ticketbound/seals'
import { isOpen } from '../night/open-counts.ts'
import type { WriteBackEntry } from '../store/write-back-tables.ts'
import { toFindingRecord } from './finding-record.ts'
import { noteMarker, noteText } from './note-text.ts'
import { planTasks } from './plan-tasks.ts'
import type { NoteAction, PlannedAction, RecordAction, WriteBackPlan } from './write-back-plan.ts'
import type { WriteBackScope } from './write-back-scope.ts'
import type { RecordRole } from './write-back-target.ts'

/** What is written back, and for which findings. */
export interface WriteBackRules extends Omit<WriteBackScope, 'most'> {
  /** The target's name in the ledger. */
  readonly target: string
  /** The sources whose tickets the target holds; absent: all of them. */
  readonly ticketSources?: ReadonlySet<string>
  readonly columnsOf: RecordRole['columnsOf']
  /** Takes nothing that was written before for granted: everything is looked at again. */
  readonly recheck?: boolean
}

/** What the ledger holds of one finding. */
export type WrittenBefore = (finding: string) => readonly WriteBackEntry[]

/**
 * Plans what must be written so that the target says what the findings say. Pure: the order of the findings does not
 * matter, and where everything planned was done, the next plan is empty. A record is resolved only where its finding
 * is, and a finding is resolved only by a night that read everything it takes to know that.
 */
export function planWriteBack(
  findings: Iterable<Finding>,
  before: WrittenBefore,
  rules: WriteBackRules,
): WriteBackPlan {
  const actions: PlannedAction[] = []
  for (const finding of findings) {
    const entries = before(finding.id)
    actions.push(...planRecord(finding, entries, rules), ...planNotes(finding, entries, rules))
    if (rules.tasks) actions.push(...planTasks(finding, entries, { ...rules.tasks, recheck: rules.recheck === true }))
  }
  return { target: rules.target, actions: actions.sort(byPlace) }
}

function planRecord(
  finding: Finding,
  entries: readonly WriteBackEntry[],
  { minSeverity, columnsOf, recheck }: WriteBackRules,
): readonly RecordAction[] {
  const prior = entries.find(({ what }) => what === 'record')
  const isGone = finding.state === 'resolved'
  // What has a record keeps it up to date, however harmless it became: it would look open for ever.
  if (prior === undefined && (isGone || !isAtLeast(finding.severity, minSeverity))) return []
  const columns = columnsOf(toFindingRecord(finding))
  const content = sha256(canonicalJson(columns))
  if (prior?.state === 'done' && prior.content === content && !recheck) return []
  const does = isGone ? 'resolve' : prior?.vendorId === undefined ? 'create' : 'change'
  return [{ what: 'record', does, finding: finding.id, part: '', content, columns, ...(prior && { prior }) }]
}

function planNotes(finding: Finding, entries: readonly WriteBackEntry[], rules: WriteBackRules): readonly NoteAction[] {
  if (!rules.notes) return []
  const told = new Map(entries.filter(({ what }) => what === 'note').map((entry) => [entry.part, entry]))
  const isWanted = isOpen(finding.state) && isAtLeast(finding.severity, rules.minSeverity)
  const wanted = new Set(isWanted ? ticketsOf(finding, rules.ticketSources) : [])
  const text = noteText(finding)
  return [...new Set([...wanted, ...told.keys()])].flatMap((ticket) => {
    const prior = told.get(ticket)
    if (prior?.state === 'done' || (prior?.state === 'failed' && !wanted.has(ticket))) return []
    // Whether it was written cannot be seen, so writing it could be writing it twice.
    const isUnseen = prior?.state === 'intended' && prior.content === unseen && !rules.recheck
    const does = isUnseen || !wanted.has(ticket) ? 'look' : 'add'
    const content = does === 'look' && prior ? prior.content : sent
    const about = { finding: finding.id, part: ticket, text, marker: noteMarker(finding.id) }
    return [{ what: 'note', does, content, ...about, ...(prior && { prior }) }]
  })
}

/** What the ledger holds of a note that is or will be written. */
const sent = 'sent'

/** What the ledger holds of a note that was written and could not be seen afterwards. */
export const unseen = 'unseen'

/** The tickets of a finding that a target holds. */
export function ticketsOf({ tickets, evidence }: Finding, sources: ReadonlySet<string> | undefined): readonly string[] {
  if (sources === undefined) return tickets
  const held = new Set<string>()
  for (const each of evidence) if (each.type === 'ticket' && sources.has(each.source)) held.add(each.number)
  return tickets.filter((number) => held.has(number))
}

function byPlace(a: PlannedAction, b: PlannedAction): number {
  return compare(a.finding, b.finding) || compare(a.what, b.what) || compare(a.part, b.part)
}

function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b)
}
