import type { Change } from '../world/issue.ts'
import { stampOf } from '../world/stamps.ts'
import { showUser } from './show-user.ts'
import type { Showing } from './show-value.ts'

/** Shows an entry of the changelog. */
export function showChange(showing: Showing, { id, by, at, items }: Change): Readonly<Record<string, unknown>> {
  return { id, author: showUser(showing, by), created: stampOf(at), items }
}
