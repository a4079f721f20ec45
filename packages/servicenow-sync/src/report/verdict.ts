import type { Severity } from '@ticketbound/core'
import { amount, amountOf } from './amount.ts'
import { longestList } from './folded-list.ts'
import { inWords } from './prose.ts'
import type { ReportFinding, ReportKind, ReportModel } from './report-model.ts'
import { compareSeverity, worstFirst } from './severity-mark.ts'

/** One thing to do first: the worst finding of a kind, and how many more of that kind are open. */
export interface FirstStep {
  readonly kind: ReportKind
  readonly finding: ReportFinding
  readonly more: number
}

const mostSteps = 3

/** Answers in one line whether the night is cause for concern. */
export function headline(model: ReportModel): string {
  if (model.held) return 'On hold: nothing of this night was published'
  if (model.sources.length === 0) return 'Nothing was read, so nothing can be said'
  const open = openBySeverity(model)
  const grave = worstFirst.slice(0, 2).filter((severity) => open[severity] > 0)
  const slight = worstFirst.slice(2).filter((severity) => open[severity] > 0)
  if (grave.length > 0) return `Not safe yet: ${tell(open, grave)} open`
  if (slight.length > 0) return `Nothing urgent: ${tell(open, slight)} open`
  return model.sources.every((source) => source.complete)
    ? 'Nothing to do: no finding is open'
    : 'No finding is open, but not everything was read'
}

/** Counts what is open by severity: the night's own count where the trend has it, else by the kinds' severities. */
export function openBySeverity(model: ReportModel): Readonly<Record<Severity, number>> {
  const tonight = model.trend.at(-1)
  if (tonight?.at === model.at) return tonight.open
  const open = { critical: 0, high: 0, medium: 0, low: 0 }
  for (const kind of model.kinds) open[kind.severity] += kind.open
  return open
}

/** Picks what to do first: the worst kinds, each by its worst and then longest standing finding. */
export function firstSteps(model: ReportModel): readonly FirstStep[] {
  const steps = model.kinds.flatMap((kind) => {
    const finding = kind.findings
      .slice(0, longestList)
      .filter((each) => each.state !== 'accepted')
      .toSorted(compareUrgency)[0]
    return finding === undefined ? [] : [{ kind, finding, more: Math.max(0, kind.open - 1) }]
  })
  return steps.toSorted((a, b) => compareUrgency(a.finding, b.finding)).slice(0, mostSteps)
}

function compareUrgency(a: ReportFinding, b: ReportFinding): number {
  return compareSeverity(a.severity, b.severity) || a.since - b.since || (a.id < b.id ? -1 : 1)
}

function tell(open: Readonly<Record<Severity, number>>, severities: readonly Severity[]): string {
  const last = severities.at(-1) ?? 'low'
  const parts = severities.map((severity) =>
    severity === last ? amountOf(open[severity], `${severity} finding`) : `${amount(open[severity])} ${severity}`,
  )
  const one = severities.length === 1 && open[last] === 1
  return `${inWords(parts)} ${one ? 'is' : 'are'}`
}
