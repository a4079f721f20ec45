import type { Finding } from '../finding/finding.ts'
import { type FindingKind, findingKinds, kindFacts } from '../finding/kinds.ts'
import { type Measure, type MeasureId, type Measures, measureFacts } from '../measure/measures.ts'
import type { AuditHead } from '../record/audit-chain.ts'
import type { Instant } from '../time/instant.ts'
import { assessKind, type ControlResult, type FindingTotals, type Grounds, type KindCheck } from './assess-kind.ts'
import { type ControlFacts, type ControlId, controlFacts, controlIds } from './controls.ts'

/** The night that is assessed. */
export interface AssessedNight extends Grounds {
  readonly run: string
  readonly at: Instant
  readonly head: AuditHead
  /** True where the policy names a gate. */
  readonly gated: boolean
  readonly measures: Measures
}

/** A figure that stands beside the findings. It decides nothing: how much is too much is for the assessor to say. */
export interface MeasureCheck extends Measure {
  readonly type: 'measure'
  readonly id: MeasureId
  readonly result: 'measured' | 'not-computable'
}

/** Where to look for what an assessment says. */
export interface ControlEvidence {
  /** The first ids of findings that are open or accepted, ascending, at most `mostIds`. */
  readonly findings: readonly string[]
  /** How many there are. */
  readonly total: number
  /** The night, and the log as it ended. */
  readonly log: { readonly run: string; readonly head: AuditHead }
}

/** What one night says about one control: evidence for an assessor, and no statement that the control is met. */
export interface AssessedControl extends ControlFacts, FindingTotals {
  readonly control: ControlId
  readonly at: Instant
  readonly result: ControlResult
  /** Why some of it, or all of it, was not assessed. */
  readonly reason?: string
  readonly checks: readonly (KindCheck | MeasureCheck)[]
  readonly evidence: ControlEvidence
}

/** No more ids of findings than this stand in the evidence of one control. */
export const mostIds = 20

/**
 * Says of every control what was checked in a night, with what result and where the evidence is. `findings` are all that
 * are open or accepted, in the order of their ids; they are gone through once.
 */
export function assessControls(findings: Iterable<Finding>, night: AssessedNight): readonly AssessedControl[] {
  const found = countFindings(findings)
  return controlIds.map((control) => assessControl(control, found, night))
}

interface Found {
  readonly totals: ReadonlyMap<FindingKind, FindingTotals>
  readonly ids: ReadonlyMap<ControlId, readonly string[]>
}

function countFindings(findings: Iterable<Finding>): Found {
  const totals = new Map<FindingKind, { open: number; accepted: number }>()
  const ids = new Map<ControlId, string[]>(controlIds.map((control) => [control, []]))
  for (const { id, kind, state } of findings) {
    if (state === 'resolved') continue
    const total = totals.get(kind) ?? { open: 0, accepted: 0 }
    total[state === 'accepted' ? 'accepted' : 'open']++
    totals.set(kind, total)
    for (const control of kindFacts(kind).controls) {
      const named = ids.get(control)
      if (named !== undefined && named.length < mostIds) named.push(id)
    }
  }
  return { totals, ids }
}

const none: FindingTotals = { open: 0, accepted: 0 }

function assessControl(control: ControlId, { totals, ids }: Found, night: AssessedNight): AssessedControl {
  const kinds = kindsThatCheck(control, night).map((kind) => assessKind(kind, totals.get(kind) ?? none, night))
  const open = kinds.reduce((sum, check) => sum + check.open, 0)
  const accepted = kinds.reduce((sum, check) => sum + check.accepted, 0)
  const log = { run: night.run, head: night.head }
  return {
    control,
    ...controlFacts(control),
    at: night.at,
    ...conclude(kinds),
    open,
    accepted,
    checks: [...kinds, ...measuresOf(control, night.measures)],
    evidence: { findings: ids.get(control) ?? [], total: open + accepted, log },
  }
}

/** The kind of the gate checks nothing where there is none. */
function kindsThatCheck(control: ControlId, { gated }: AssessedNight): readonly FindingKind[] {
  return findingKinds.filter(
    (kind) => kindFacts(kind).controls.includes(control) && (gated || kind !== 'gate-bypassed'),
  )
}

function measuresOf(control: ControlId, measures: Partial<Measures>): readonly MeasureCheck[] {
  const ids = (Object.keys(measureFacts) as readonly MeasureId[]).filter((id) => {
    const { controls }: { readonly controls: readonly ControlId[] } = measureFacts[id]
    return controls.includes(control)
  })
  return ids.flatMap((id): MeasureCheck | readonly MeasureCheck[] => {
    const measure = measures[id]
    // A night of an earlier version can lack a measure.
    if (measure === undefined) return []
    return { type: 'measure', id, result: measure.value === null ? 'not-computable' : 'measured', ...measure }
  })
}

/** One deviation is enough for `deviations`; one check that could not be made is enough to claim nothing better. */
function conclude(checks: readonly KindCheck[]): Pick<AssessedControl, 'result' | 'reason'> {
  const reasons = new Set(checks.flatMap((check) => check.reason ?? []))
  const reason = reasons.size > 0 ? { reason: [...reasons].join('; ') } : {}
  if (checks.some((check) => check.result === 'deviations')) return { result: 'deviations', ...reason }
  if (checks.some((check) => check.result === 'not-assessed')) return { result: 'not-assessed', ...reason }
  return { result: 'no-deviation' }
}
