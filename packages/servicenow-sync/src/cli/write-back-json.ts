import type { Rehearsal } from '../write-back/rehearse-action.ts'
import type { WriteBackResult } from '../write-back/write-back-desk.ts'

/** What one action would write, as `write-back --json` prints it: one line. */
export function rehearsalJson({ action, writing, because }: Rehearsal): string {
  const { what, does, finding, part } = action
  return JSON.stringify({
    what,
    does,
    finding,
    ...(what === 'note' && { ticket: part }),
    ...(what === 'task' && { task: action.task.key }),
    writes: writing?.writes ?? null,
    ...(writing?.writes === 'record' && { id: writing.id ?? null, changes: writing.changes }),
    ...(writing?.writes === 'note' || writing?.writes === 'closing' ? { text: writing.text } : {}),
    ...(writing?.writes === 'task' && { title: writing.task.title, text: writing.task.text }),
    ...(because !== undefined && { because }),
  })
}

/** How a writing back went, as `write-back --apply --json` prints it. */
export function resultJson({ failures, stopped, ...counts }: WriteBackResult): string {
  return JSON.stringify({
    ...counts,
    failures: failures.map(({ error: { code, message, help }, count }) => ({ code, message, help, count })),
    ...(stopped && { stopped: { code: stopped.code, message: stopped.message, help: stopped.help } }),
  })
}
