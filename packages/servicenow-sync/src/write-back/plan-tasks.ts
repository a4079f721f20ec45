import { type Finding, isAtLeast, type Severity } from '@ticketbound/core'
import { isOpen } from '../night/open-counts.ts'
import { runIdOf } from '../night/run-id.ts'
import type { WriteBackEntry } from '../store/write-back-tables.ts'
import { closingMarker, closingText, taskText } from './note-text.ts'
import type { TaskAction } from './write-back-plan.ts'

/** Which findings somebody is given a task about. */
export interface TaskRules {
  readonly minSeverity: Severity
  readonly recheck: boolean
}

/**
 * Plans the tasks of one finding: one each time it opens, closed when it is resolved or accepted. A task is known by the
 * finding and the run that opened it, so that a finding that comes back gets a new one, whatever became of the old.
 */
export function planTasks(
  finding: Finding,
  entries: readonly WriteBackEntry[],
  { minSeverity, recheck }: TaskRules,
): readonly TaskAction[] {
  const tasks = entries.filter(({ what }) => what === 'task')
  const standsOpen = isOpen(finding.state)
  const isUnsettled = ({ state }: WriteBackEntry) => recheck || state !== 'done'
  const again = tasks.flatMap((prior) => {
    if (prior.content === 'closed') return prior.state === 'done' ? [] : [act('close', finding, prior.part, prior)]
    if (!standsOpen) return [act('close', finding, prior.part, prior)]
    return isUnsettled(prior) ? [act('open', finding, prior.part, prior)] : []
  })
  const episode = runIdOf(finding.changedAt)
  const hasTask = tasks.some(({ content, part }) => content === 'open' || part === episode)
  if (!standsOpen || hasTask || !isAtLeast(finding.severity, minSeverity)) return again
  return [...again, act('open', finding, episode)]
}

function act(does: TaskAction['does'], finding: Finding, part: string, prior?: WriteBackEntry): TaskAction {
  const key = `${finding.id}@${part}`
  return {
    what: 'task',
    does,
    finding: finding.id,
    part,
    content: does === 'open' ? 'open' : 'closed',
    task: taskText(finding, key),
    closing: closingText(finding, key),
    marker: closingMarker(key),
    ...(prior && { prior }),
  }
}
