import {
  type Finding,
  type FindingKind,
  findingKinds,
  type Instant,
  kindFacts,
  type Measure,
  type MeasureId,
  type Measures,
  measureFacts,
  parseEnd,
} from '@ticketbound/core'
import type { NightResult, SourceSummary } from '../night/night-result.ts'
import type { StoreReader } from '../store/store.ts'
import { longestList } from './folded-list.ts'
import type {
  ReportChange,
  ReportChanges,
  ReportKind,
  ReportMeasure,
  ReportModel,
  ReportNight,
  ReportSource,
} from './report-model.ts'
import { toReportFinding } from './to-report-finding.ts'
import { keepFew, mostUrgent, type TopFindings, topFindings } from './top-findings.ts'

/**
 * Builds what a night's report says, from the night and from the store as it stands now. Memory is bounded by what a
 * report lists, not by how many findings there are. `policyDigest` is that of the night.
 */
export function buildReportModel(store: StoreReader, night: NightResult, policyDigest: string): ReportModel {
  const { run, at, previousAt, held, head, sources } = night
  return {
    run,
    at,
    ...(previousAt !== undefined && { previousAt }),
    ...(held && {
      held: { reason: held.reason, confirm: held.confirm, discard: `ticketbound discard ${run} --owner … --reason …` },
    }),
    head,
    policy: { digest: policyDigest },
    sources: sources.map((source) => toReportSource(source, at)),
    changes: toChanges(store, run),
    kinds: toKinds(topFindings(store.findings({ includeClosed: false }), longestList)),
    measures: toMeasures(night),
    trend: toTrend(store, night),
  }
}

function toReportSource({ asOf, ...source }: SourceSummary, at: Instant): ReportSource {
  // An export dated with a day holds that day, so it stands as of the day's end; but nothing is later than its night.
  const read = asOf === undefined ? undefined : parseEnd(asOf, 'UTC')
  return { ...source, ...(read?.ok && { asOf: Math.min(read.value, at) }) }
}

function toChanges(store: StoreReader, run: string): ReportChanges {
  const found: Record<ReportChange, Finding[]> = { opened: [], reopened: [], resolved: [], accepted: [] }
  const totals = { opened: 0, reopened: 0, resolved: 0, accepted: 0 }
  for (const { change, finding } of store.changesOf(run)) {
    if (change === 'refreshed') continue
    totals[change] += 1
    found[change].push(finding)
    keepFew(found[change], longestList)
  }
  const listed = (change: ReportChange) => mostUrgent(found[change], longestList).map(toReportFinding)
  return {
    opened: listed('opened'),
    reopened: listed('reopened'),
    resolved: listed('resolved'),
    accepted: listed('accepted'),
    totals,
  }
}

function toKinds(tops: ReadonlyMap<FindingKind, TopFindings>): readonly ReportKind[] {
  return findingKinds.map((kind) => {
    const { title, explanation, severity } = kindFacts(kind)
    const top = tops.get(kind)
    const findings = (top?.findings ?? []).map(toReportFinding)
    const worst = findings[0]?.severity ?? severity
    return { kind, title, explanation, severity: worst, open: top?.open ?? 0, accepted: top?.accepted ?? 0, findings }
  })
}

const measureIds = Object.keys(measureFacts) as readonly MeasureId[]

/** What a night of an earlier version did not compute yet. */
const notCounted: Measure = {
  value: null,
  numerator: null,
  denominator: null,
  unit: 'ratio',
  reason: 'this night did not count it',
}

function toMeasures(night: NightResult): readonly ReportMeasure[] {
  const measures: Partial<Measures> = night.measures
  return measureIds.map((id) => {
    const { title, explanation } = measureFacts[id]
    return { id, title, explanation, ...(measures[id] ?? notCounted) }
  })
}

/** Every night as it stood until the next one, with what was accepted in between; this one also while it is held. */
function toTrend(store: StoreReader, night: NightResult): readonly ReportNight[] {
  const trend: ReportNight[] = []
  for (const each of store.nights()) {
    if (each.at === night.at || (each.at < night.at && each.held === null)) trend.push(toTrendNight(each))
  }
  return trend
}

function toTrendNight({ at, openBySeverity, ...night }: NightResult): ReportNight {
  const measures: Partial<Measures> = night.measures
  const values = measureIds.map((id) => [id, measures[id]?.value ?? null] as const)
  return { at, open: openBySeverity, measures: Object.fromEntries(values) }
}
