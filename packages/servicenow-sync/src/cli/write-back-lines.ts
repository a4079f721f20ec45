import { amountOf } from '../report/amount.ts'
import type { Rehearsal, Writing } from '../write-back/rehearse-action.ts'
import type { WriteBackResult } from '../write-back/write-back-desk.ts'
import type { PlannedAction } from '../write-back/write-back-plan.ts'
import { plain, type Style } from './output.ts'
import { table } from './table.ts'

/** Tells what one action would write: every column with what it holds and would hold, every text in full. */
export function rehearsalLines({ action, writing, because }: Rehearsal, { paint, wrap }: Style): readonly string[] {
  const title = `${paint.bold(titleOf(action, writing))}  ${paint.dim(plain(action.finding))}`
  const reason = because === undefined ? [] : wrap(`  ${paint.yellow(plain(because))}`)
  return [title, ...reason, ...(writing === undefined ? [] : writingLines(writing, paint.dim))]
}

function titleOf({ what, does, part }: PlannedAction, writing: Writing | undefined): string {
  const about = what === 'note' ? `note on ${plain(part)}` : what
  if (writing === undefined) return `${about}: nothing to write`
  if (writing.writes !== 'record') return `${about}: ${does}`
  return `${about}: ${writing.id === undefined ? 'create' : does === 'resolve' ? 'resolve' : 'change'}`
}

function writingLines(writing: Writing, dim: (text: string) => string): readonly string[] {
  switch (writing.writes) {
    case 'record': {
      const rows = writing.changes.filter((change) => change.old !== change.new)
      const isNew = writing.id === undefined
      return table(rows.map((row) => ['', row.column, ...(isNew ? [] : [dim(shown(row.old)), '→']), shown(row.new)]))
    }
    case 'task':
      return [...texts(writing.task.title), ...texts(writing.task.text)]
    default:
      return texts(writing.text)
  }
}

function texts(text: string): readonly string[] {
  return text.split('\n').map((line) => `  ${plain(line)}`)
}

function shown(text: string): string {
  return text === '' ? '(empty)' : plain(text)
}

/** Tells how a writing back went. */
export function resultLines(result: WriteBackResult, { paint, wrap }: Style): readonly string[] {
  const { planned, written, alreadySo, skipped, unknown, failed, left, failures, heldAt } = result
  if (heldAt !== undefined) return wrap(paint.yellow(heldText(planned, heldAt)))
  if (planned === 0) return [`Nothing to write: ${plain(result.target)} says what the findings say.`]
  const parts = [
    [written, 'written'],
    [alreadySo, 'already so'],
    [skipped, 'without a ticket to write on'],
    [failed, 'failed'],
    [unknown, 'not known yet: the next time looks first'],
    [left, 'left for the next time'],
  ] as const
  const told = parts.filter(([count]) => count > 0).map(([count, what]) => `${count} ${what}`)
  return [
    `Written back to ${plain(result.target)}: ${told.join(', ')}.`,
    ...failures.flatMap(({ error, count }) => [
      ...wrap(paint.red(`${amountOf(count, 'time')}: ${plain(error.message)} (${error.code})`)),
      ...wrap(`  ${plain(error.help)}`),
    ]),
    ...stoppedLines(result, { paint, wrap }),
  ]
}

function stoppedLines({ failures, stopped }: WriteBackResult, { paint, wrap }: Style): readonly string[] {
  if (stopped === undefined) return []
  const isTold = failures.some(({ error }) => error.code === stopped.code)
  return [
    ...wrap(paint.yellow(`It ended early: ${plain(stopped.message)} (${stopped.code})`)),
    ...(isTold ? [] : wrap(`  ${plain(stopped.help)}`)),
  ]
}

/** Says that more was planned than may be written at once, and what to type. */
export function heldText(planned: number, most: number): string {
  return `${amountOf(planned, 'writing')} planned, and at most ${most} are made at once: look at them, then say --most ${planned} with --apply, or raise writeBack.most.`
}
