import type { World } from '../world/create-world.ts'
import type { Issue } from '../world/issue.ts'
import type { Transition } from '../world/workflow.ts'

/** The ways that lead on from where an issue stands. A global transition does not lead to where the issue is already. */
export function findTransitions({ projects }: World, issue: Issue): readonly Transition[] {
  const transitions = [...projects.values()].find(({ id }) => id === issue.project)?.workflow.transitions ?? []
  return transitions.filter(({ from, to }) => (from === 'any' ? to !== issue.status : from.includes(issue.status)))
}
