import type { TicketboundError } from '../errors.ts'
import { type ReadBefore, takeAction } from './take-action.ts'
import type { WriteBackOutcome } from './write-back-outcome.ts'
import type { PlannedAction } from './write-back-plan.ts'
import type { TaskText, WriteBackTarget } from './write-back-target.ts'

/** A column that would change. */
export interface ColumnChange {
  readonly column: string
  readonly old: string
  readonly new: string
}

/** What would be written. */
export type Writing =
  | { readonly writes: 'record'; readonly id?: string; readonly changes: readonly ColumnChange[] }
  | { readonly writes: 'note'; readonly table: string; readonly text: string }
  | { readonly writes: 'task'; readonly task: TaskText }
  | { readonly writes: 'closing'; readonly table: string; readonly text: string }

/** An action, and what it would write as the target stands now; nothing where all is so already. */
export interface Rehearsal {
  readonly action: PlannedAction
  readonly writing?: Writing
  /** Why it would write nothing, where somebody should know. */
  readonly because?: string
}

/** Takes an action as a run would, against a target that is only read. Throws what the target throws. */
export async function rehearseAction(
  action: PlannedAction,
  target: WriteBackTarget,
  there: ReadBefore,
  signal?: AbortSignal,
): Promise<Rehearsal> {
  let writing: Writing | undefined
  const stage = onStage(target, (written) => {
    writing = written
  })
  const outcome = await takeAction(action, stage, async () => there, signal)
  const because = whyNot(outcome)
  return { action, ...(writing && { writing }), ...(because !== undefined && { because }) }
}

/** The target with its writing parts replaced: they tell what they were asked, and what they said is heard. */
function onStage(target: WriteBackTarget, note: (writing: Writing) => void): WriteBackTarget {
  let said = ''
  return {
    ...target,
    createRecord: async (columns) => {
      note({ writes: 'record', changes: Object.entries(columns).map(([column, text]) => change(column, '', text)) })
      return ''
    },
    updateRecord: async ({ id, columns }, changes) => {
      const differing = Object.entries(changes).map(([column, text]) => change(column, columns[column] ?? '', text))
      note({ writes: 'record', id, changes: differing })
    },
    hasNote: async (ticket, marker, signal) => said.includes(marker) || target.hasNote(ticket, marker, signal),
    addNote: async ({ table }, text) => {
      said = text
      note({ writes: 'note', table, text })
    },
    createTask: async (task) => {
      note({ writes: 'task', task })
      return ''
    },
    closeTask: async ({ table }, text) => note({ writes: 'closing', table, text }),
  }
}

function change(column: string, old: string, now: string): ColumnChange {
  return { column, old, new: now }
}

function whyNot(outcome: WriteBackOutcome): string | undefined {
  if (outcome.outcome === 'skipped') return outcome.because
  return 'error' in outcome ? (outcome.error satisfies TicketboundError).message : undefined
}
