import type { StatusMap } from './field-map.ts'
import type { JiraStatus } from './schema.ts'

/** Where one of Jira's statuses that are done goes, and why it is thought so. */
export interface StatusProposal {
  readonly as: keyof StatusMap
  readonly status: string
  readonly name: string
  readonly reason: string
}

/**
 * Proposes what the closed statuses of a site mean: all that Jira holds to be done, by name where it says that nothing was
 * done. Which statuses are past the gate nobody can tell from a name. Nothing of it holds until somebody has looked at it.
 */
export function proposeStatusMap(statuses: readonly JiraStatus[]): readonly StatusProposal[] {
  return statuses.flatMap(({ id, name, statusCategory }) => {
    if (statusCategory.key !== 'done') return []
    const as = meaningOf(name.slice(0, 100).toLowerCase())
    const reason =
      as === 'closedComplete' ? 'Jira holds it to be done' : 'Jira holds it to be done, and its name says how'
    return [{ as, status: id, name, reason }]
  })
}

function meaningOf(name: string): keyof StatusMap {
  if (/cancel|withdrawn/.test(name)) return 'cancelled'
  return /declined|rejected|denied|won.?t|failed|incomplete|duplicate/.test(name)
    ? 'closedIncomplete'
    : 'closedComplete'
}
