import type { World } from '../world/create-world.ts'
import type { Issue } from '../world/issue.ts'

/** What the search knows. Jira: a change shows there some time after it was made. */
export interface SearchIndex {
  /** How far it lags behind; 0 unless a flaw says otherwise. Infinity: until `catchUp`. */
  lagMs: number
  /** Every issue as the search knows it; those that are named are as they really are. */
  issues(reconciled?: readonly string[]): readonly Issue[]
  catchUp(): void
}

interface Pending {
  readonly at: number
  readonly key: string
  readonly issue: Issue | undefined
}

/** Keeps an index of a world. */
export function createIndex(world: World): SearchIndex {
  const known = new Map(world.issues)
  const pending: Pending[] = []
  const index: SearchIndex = { lagMs: 0, issues, catchUp: () => apply(Number.POSITIVE_INFINITY) }
  world.onPut((issue, key) => pending.push({ at: world.now(), key, issue }))
  return index

  function apply(until: number): void {
    while (pending[0] !== undefined && pending[0].at <= until) {
      const { key, issue } = pending.shift() as Pending
      if (issue === undefined) known.delete(key)
      else known.set(key, issue)
    }
  }

  function issues(reconciled: readonly string[] = []): readonly Issue[] {
    apply(world.now() - index.lagMs)
    if (reconciled.length === 0) return [...known.values()]
    const seen = new Map(known)
    for (const id of reconciled) {
      const now = world.issue(id)
      if (now !== undefined) seen.set(now.key, now)
      else for (const issue of known.values()) if (issue.id === id) seen.delete(issue.key)
    }
    return [...seen.values()]
  }
}
