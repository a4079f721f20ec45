import { type FindingKind, findingKinds } from '@ticketbound/core'
import { type Because, type Branch, branches, changes } from './reference/branches.ts'
import type { ReferenceNight } from './reference/reference-engine.ts'

/** How often worlds came past each thing that they are there to try. */
export interface Coverage {
  readonly branches: ReadonlyMap<Branch, number>
  readonly kinds: ReadonlyMap<FindingKind, number>
  readonly changes: ReadonlyMap<Because, number>
  add(nights: readonly ReferenceNight[]): void
  /** What no world came past, in words. */
  missing(): readonly string[]
}

/** Starts counting, with everything that is reachable at zero. */
export function createCoverage(): Coverage {
  const counts = {
    branches: new Map(branches.map((name) => [name, 0])),
    kinds: new Map(findingKinds.map((name) => [name, 0])),
    changes: new Map<Because, number>(changes.map((name) => [name, 0])),
  }

  function add(nights: readonly ReferenceNight[]): void {
    for (const night of nights) {
      for (const branch of night.branches) count(counts.branches, branch)
      for (const change of night.changes) count(counts.changes, change)
    }
    for (const { claim } of nights.at(-1)?.findings ?? []) count(counts.kinds, claim.kind)
  }

  function missing(): readonly string[] {
    return [
      ...unreached(counts.branches, 'branch'),
      ...unreached(counts.kinds, 'kind'),
      ...unreached(counts.changes, 'change'),
    ]
  }

  return { ...counts, add, missing }
}

function count<Name>(counts: Map<Name, number>, name: Name): void {
  counts.set(name, (counts.get(name) ?? 0) + 1)
}

function unreached(counts: ReadonlyMap<string, number>, what: string): readonly string[] {
  return [...counts].filter(([, number]) => number === 0).map(([name]) => `${what} \`${name}\``)
}
