import type { Evidence } from '../finding/finding.ts'
import type { Night } from './night.ts'

/** Tonight's snapshots of some systems as evidence, for what is in none of them. */
export function snapshotEvidence(systems: readonly string[], night: Night): readonly Evidence[] {
  return systems.flatMap((system) => {
    const scope = night.scopes.get(system)
    return scope ? [{ type: 'snapshot' as const, system, source: scope.source, at: night.at }] : []
  })
}
