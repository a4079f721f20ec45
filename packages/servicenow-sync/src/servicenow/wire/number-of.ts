import type { Count } from './servicenow-client.ts'

/** Gives a count where there is one. */
export function numberOf(count: Count): number | undefined {
  return count === 'unanswered' ? undefined : count
}
