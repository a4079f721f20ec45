import { type Catalogue, type Policy, policyNotes, quote, readPolicy, ruleFaults, sayRule } from '@ticketbound/core'
import { locate, type PlacedFault, type PlacedReading, parseYaml } from '@ticketbound/documents'
import { documentFiles } from './document-files.ts'
import type { DocumentReading, DocumentRecord } from './document-reading.ts'
import { toRecord } from './to-record.ts'

/** A policy as it was read, with what its records say. */
export interface PolicyReading extends DocumentReading {
  readonly policy: Policy
}

/** Reads the text of `policy.yaml` and holds it against the catalogue that stands, with every fault at once. */
export function readPolicyText(text: string, catalogue: Catalogue | undefined): PlacedReading<PolicyReading> {
  const parsed = parseYaml(documentFiles.policy, text)
  if (!parsed.ok) return parsed
  const reading = readPolicy(parsed.value.value)
  if (!reading.ok) return { ok: false, faults: locate(parsed.value, reading.faults) }
  const policy = reading.value
  const unfit = ruleFaults(policy, catalogue === undefined ? {} : { catalogue })
  if (unfit.length > 0) return { ok: false, faults: locate(parsed.value, unfit) }
  const notes = policyNotes(policy)
    .filter(({ about }) => about === 'policy')
    .map(
      ({ about: _about, path, ...note }): PlacedFault => ({
        ...note,
        file: documentFiles.policy,
        ...parsed.value.whereIs(path),
      }),
    )
  return { ok: true, value: { policy, records: recordsOf(policy), notes } }
}

function recordsOf({ approvals, ...policy }: Policy): ReadonlyMap<string, DocumentRecord> {
  const { grace, maxDuration, levels, warnings, birthrights, gates, ...plain } = policy
  return new Map<string, DocumentRecord>([
    ['the policy', toRecord(plain)],
    ...Object.entries(approvals).map(([risk, rule]) => [`approvals.${risk}`, { rule: sayRule(rule) }] as const),
    ...Object.entries({ grace, maxDuration, levels, warnings }).map(
      ([name, durations]) => [name, toRecord(durations)] as const,
    ),
    ...gates.map(({ source, since }) => [`gate of ${quote(source)}`, toRecord({ since })] as const),
    ...birthrights.map((rule, at) => [`birthright ${at + 1}`, toRecord(rule)] as const),
  ])
}
