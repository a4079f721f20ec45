import {
  type Finding,
  findingKinds,
  type Instant,
  type JudgedRecertification,
  type Measure,
  type Measures,
  measureFacts,
  type PolicyException,
} from '@ticketbound/core'
import type { NightResult } from '../../night/night-result.ts'
import type { WriteBackEntry } from '../write-back-tables.ts'

/** Text that is hard on stores: two forms of one letter, astral characters, a quote, a NUL, line ends, SQL. */
export const hardText = 'Zo\u00eb Zoe\u0308 白 🦊 "\'`;-- \u0000 \r\n\t \ufffd \u202e <script>%_$1'

const unknown: Measure = { value: null, numerator: 0, denominator: 0, unit: 'ratio', reason: 'nothing to measure' }
const none = { open: 0, opened: 0, resolved: 0, reopened: 0, accepted: 0 }

/** The result of a quiet night, with what is given changed. */
export function someResult(run: string, at: Instant, given: Partial<NightResult> = {}): NightResult {
  return {
    run,
    at,
    head: { count: 0, hash: '0'.repeat(64) },
    sources: [],
    findings: Object.fromEntries(findingKinds.map((kind) => [kind, none])) as NightResult['findings'],
    openBySeverity: { low: 0, medium: 0, high: 0, critical: 0 },
    measures: Object.fromEntries(Object.keys(measureFacts).map((id) => [id, unknown])) as Measures,
    held: null,
    ...given,
  }
}

/** The open finding that alice's account holds `deploy` on `prod` without a ticket, with what is given changed. */
export function someFinding(id: string, given: Partial<Finding> = {}): Finding {
  return {
    id,
    kind: 'access-without-ticket',
    severity: 'high',
    state: 'open',
    principal: 'alice',
    account: 'alice',
    entitlement: 'deploy',
    system: 'prod',
    tickets: [],
    since: 5,
    firstSeen: 6,
    changedAt: 6,
    message: '`alice` holds `deploy`.',
    action: 'Remove it.',
    evidence: [{ type: 'snapshot-line', system: 'prod', source: 'export', file: 'a.ndjson', line: 1, at: 6 }],
    facts: {},
    ...given,
  }
}

/** An exception of olga's, with what is given changed. */
export function someException(id: string, given: Partial<PolicyException> = {}): PolicyException {
  return { id, owner: 'olga', reason: 'agreed', from: 1, until: 9, covers: {}, approvedBy: 'olga', ...given }
}

/** Bob's judged decision to keep alice's `deploy`, with what is given changed. */
export function someRecertification(
  given: Partial<JudgedRecertification['recertification']> = {},
  faults: NonNullable<JudgedRecertification['faults']> = [],
): JudgedRecertification {
  const decided = { principal: 'alice', entitlement: 'deploy', decision: 'keep', decider: 'bob', decidedAt: 3 } as const
  return { recertification: { ...decided, ...given }, faults }
}

/** The record of finding `f-1`, written to `desk`, with what is given changed. */
export function someEntry(given: Partial<WriteBackEntry> = {}): WriteBackEntry {
  const place = { target: 'desk', finding: 'f-1', what: 'record', part: '' } as const
  return { ...place, state: 'done', content: 'c-1', vendorId: 'v-1', run: 'n-1', at: 1, ...given }
}

/** The ids `f-00001` and so on, as many as asked for. */
export function manyIds(count: number): readonly string[] {
  return Array.from({ length: count }, (_, at) => `f-${String(at + 1).padStart(5, '0')}`)
}

/** More rows than a store is likely to read in one step. */
export const manyRows = 4501
