import { type FindingKind, findingKinds, kindFacts, type MeasureId, measureFacts, parseEnd } from '@ticketbound/core'
import type { NightResult, SourceSummary } from '../night/night-result.ts'
import type { StoreReader } from '../store/store.ts'
import { longestList } from './folded-list.ts'
import { type OpenCounts, openCounts, openCountsOfNight } from './open-counts.ts'
import type {
  ReportChange,
  ReportChanges,
  ReportFinding,
  ReportKind,
  ReportMeasure,
  ReportModel,
  ReportNight,
  ReportSource,
} from './report-model.ts'
import { toReportFinding } from './to-report-finding.ts'
import { type TopFindings, topFindings } from './top-findings.ts'

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
    sources: sources.map(toReportSource),
    changes: toChanges(store, run),
    kinds: toKinds(topFindings(store.findings({ includeClosed: false }), longestList)),
    measures: toMeasures(night),
    trend: toTrend(store, night, openCounts(store.findings({ includeClosed: false }))),
    notBuilt: findingKinds.filter((kind) => !kindFacts(kind).built).map((kind) => kindFacts(kind).title),
  }
}

function toReportSource({ asOf, ...source }: SourceSummary): ReportSource {
  // An export dated with a day holds that day, so it stands as of the day's end.
  const read = asOf === undefined ? undefined : parseEnd(asOf, 'UTC')
  return { ...source, ...(read?.ok && { asOf: read.value }) }
}

function toChanges(store: StoreReader, run: string): ReportChanges {
  const lists: Record<ReportChange, ReportFinding[]> = { opened: [], reopened: [], resolved: [], accepted: [] }
  const totals = { opened: 0, reopened: 0, resolved: 0, accepted: 0 }
  for (const { change, finding } of store.changesOf(run)) {
    if (change === 'refreshed') continue
    totals[change] += 1
    if (lists[change].length < longestList) lists[change].push(toReportFinding(finding))
  }
  return { ...lists, totals }
}

function toKinds(tops: ReadonlyMap<FindingKind, TopFindings>): readonly ReportKind[] {
  return findingKinds
    .filter((kind) => kindFacts(kind).built)
    .map((kind) => {
      const { title, explanation, severity } = kindFacts(kind)
      const top = tops.get(kind)
      const findings = (top?.findings ?? []).map(toReportFinding)
      return { kind, title, explanation, severity, open: top?.open ?? 0, accepted: top?.accepted ?? 0, findings }
    })
}

const measureIds = Object.keys(measureFacts) as readonly MeasureId[]

function toMeasures({ measures }: NightResult): readonly ReportMeasure[] {
  return measureIds.map((id) => {
    const { title, explanation } = measureFacts[id]
    return { id, title, explanation, ...measures[id] }
  })
}

/** Earlier nights as they were published; this one as the store stands now, acceptances since then included. */
function toTrend(store: StoreReader, night: NightResult, now: OpenCounts): readonly ReportNight[] {
  const trend: ReportNight[] = []
  for (const earlier of store.nights()) {
    if (earlier.at < night.at && earlier.held === null) trend.push(toTrendNight(earlier, openCountsOfNight(earlier)))
  }
  return [...trend, toTrendNight(night, now)]
}

function toTrendNight({ at, measures }: NightResult, open: OpenCounts): ReportNight {
  return { at, open, measures: Object.fromEntries(measureIds.map((id) => [id, measures[id].value])) }
}
