import { formatInstant, sayDuration, sayRule } from '@ticketbound/core'
import type { PlacedFault } from '@ticketbound/documents'
import type { RuleFiles } from '../config/read-rules.ts'

/** The outcome of a check as `policy check --json` prints it: one object on one line. */
export function checkJson(
  files: readonly string[],
  faults: readonly PlacedFault[],
  read?: { readonly rules: RuleFiles; readonly notes: readonly PlacedFault[] },
): string {
  return JSON.stringify({
    ok: faults.length === 0,
    files,
    faults: faults.map(faultJson),
    notes: (read?.notes ?? []).map(faultJson),
    read: read ? readJson(read.rules) : null,
  })
}

function faultJson({ code, file, line, column, field, message, help }: PlacedFault) {
  return { code, file, line, column, field, message, help }
}

function readJson({ policy, catalogue }: RuleFiles) {
  const { zone, approvals, gates, birthrights, maxDuration, justification } = policy
  const entitlements = [...(catalogue?.entitlements.values() ?? [])]
  return {
    entitlements: entitlements.length,
    entitlementsByRisk: countBy(entitlements.map(({ risk }) => risk)),
    systems: [...new Set(entitlements.flatMap(({ system }) => system ?? []))].sort(),
    items: catalogue?.items.length ?? 0,
    groups: catalogue?.groupOwners.size ?? 0,
    zone,
    approvals: Object.fromEntries(Object.entries(approvals).map(([risk, rule]) => [risk, sayRule(rule)])),
    maxDuration: Object.fromEntries(Object.entries(maxDuration).map(([kind, longest]) => [kind, sayDuration(longest)])),
    justification,
    gates: gates.map(({ source, since }) => ({ source, since: formatInstant(since) })),
    birthrights: birthrights.length,
  }
}

function countBy(values: readonly string[]): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {}
  for (const value of values) counts[value] = (counts[value] ?? 0) + 1
  return counts
}
