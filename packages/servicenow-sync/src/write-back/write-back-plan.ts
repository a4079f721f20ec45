import type { WriteBackEntry } from '../store/write-back-tables.ts'
import type { Columns, TaskText } from './write-back-target.ts'

interface Planned {
  readonly finding: string
  /** Which of several things of this sort: a note's ticket, a task's episode; empty for the record. */
  readonly part: string
  /** What the ledger will compare with. */
  readonly content: string
  /** What the ledger said when this was planned. */
  readonly prior?: WriteBackEntry
}

/** The record of a finding is brought to what it should say; `resolve` never makes one. */
export interface RecordAction extends Planned {
  readonly what: 'record'
  readonly does: 'create' | 'change' | 'resolve'
  readonly columns: Columns
}

/** A ticket is told of a finding; `look` only finds out whether it was told. */
export interface NoteAction extends Planned {
  readonly what: 'note'
  readonly does: 'add' | 'look'
  readonly text: string
  /** The line by which the note is known again. */
  readonly marker: string
}

/** Somebody is given something to do about a finding, or told that it need not be done any more. */
export interface TaskAction extends Planned {
  readonly what: 'task'
  readonly does: 'open' | 'close'
  readonly task: TaskText
  /** What is said when it is closed, and the line by which that is known again. */
  readonly closing: string
  readonly marker: string
}

/** One thing that is to be written. */
export type PlannedAction = RecordAction | NoteAction | TaskAction

/** Everything that is to be written, by finding, what and part. */
export interface WriteBackPlan {
  readonly target: string
  readonly actions: readonly PlannedAction[]
}
