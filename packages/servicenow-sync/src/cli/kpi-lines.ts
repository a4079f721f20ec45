import {
  type EntitlementRow,
  factsOfKpi,
  formatInstant,
  type Kpi,
  type KpiGroup,
  kpiIds,
  type ServiceMeasure,
} from '@ticketbound/core'
import type { PeriodKpis } from '../kpi/compute-kpis.ts'
import { amount, amountOf, number, valueText } from '../report/amount.ts'
import { plain, type Style } from './output.ts'
import { table } from './table.ts'

/** What a person is told of a period. */
export interface MeasuredPeriod {
  readonly measured: PeriodKpis
  readonly services: readonly ServiceMeasure[]
}

/** A person reads no further than this; `--json` has them all. */
const mostEntitlements = 20

/** Tells the figures of a period to a person: speed, safety, the entitlements, and what services did meanwhile. */
export function* kpiLines({ measured, services }: MeasuredPeriod, style: Style): Iterable<string> {
  const { paint, wrap } = style
  const { period, until, nights } = measured
  yield paint.bold(`From ${formatInstant(period.from)} to ${formatInstant(period.until)}`)
  const known = until < period.until ? `; nothing is known after ${formatInstant(until)}` : ''
  yield* wrap(`${amountOf(nights, 'night')}${known}`)
  yield* groupLines('Speed', 'speed', measured, style)
  yield* groupLines('Safety', 'safety', measured, style)
  yield* entitlementLines(measured.entitlements, style)
  yield* reasonLines(measured.kpis, style)
  yield* serviceLines(services, style)
}

function* groupLines(title: string, group: KpiGroup, { kpis }: PeriodKpis, { paint }: Style): Iterable<string> {
  yield ''
  yield paint.bold(title)
  const ids = kpiIds.filter((id) => factsOfKpi(id).group === group)
  const rows = ids.map((id) => [factsOfKpi(id).title, ...figureCells(kpis[id])])
  yield* table([['', 'value', 'from', 'sources'], ...rows], new Set([1, 2, 3])).map((row) => `  ${row}`)
}

function figureCells({ value, numerator, denominator, unit, coverage }: Kpi): readonly string[] {
  return [
    value === null ? 'not computable' : valueIn(value, unit),
    numerator === null
      ? ''
      : denominator === null
        ? amount(numerator)
        : `${amount(numerator)} of ${amount(denominator)}`,
    `${amount(coverage.complete)} of ${amount(coverage.readings)}`,
  ]
}

function valueIn(value: number, unit: Kpi['unit']): string {
  return unit === 'request-hours' ? `${number(value)} request-hours` : valueText(value, unit)
}

/** Slow queues breed shadow access, so that the ways around a queue stand beside its wait. */
function* entitlementLines(entitlements: readonly EntitlementRow[], { paint, wrap }: Style): Iterable<string> {
  if (entitlements.length === 0) return
  yield ''
  yield paint.bold('Entitlements, the slowest approval first')
  const head = ['', 'nine of ten wait', 'decided', 'undecided', 'without ticket', 'informal', 'twice']
  const rows = entitlements
    .slice(0, mostEntitlements)
    .map((row) => [
      plain(row.entitlement),
      row.approvalWaitP90 === null ? 'not computable' : valueText(row.approvalWaitP90, 'hours'),
      ...[row.decided, row.undecided, row.withoutTicket, row.informal, row.duplicates].map(amount),
    ])
  yield* table([head, ...rows], new Set([1, 2, 3, 4, 5, 6])).map((row) => `  ${row}`)
  const left = entitlements.length - mostEntitlements
  if (left > 0) yield* wrap(`  ${amount(left)} more: --json has them all`)
}

/** Each reason once: many figures lack the same. */
function* reasonLines(kpis: PeriodKpis['kpis'], { paint, wrap }: Style): Iterable<string> {
  const lacking = kpiIds.filter((id) => kpis[id].value === null)
  if (lacking.length === 0) return
  yield ''
  yield paint.bold('Not computable')
  for (const [reason, ids] of Map.groupBy(lacking, (id) => kpis[id].reason ?? '')) {
    yield* wrap(`  ${plain(reason)}: ${ids.map((id) => factsOfKpi(id).title).join(' · ')}`)
  }
}

function* serviceLines(services: readonly ServiceMeasure[], { paint }: Style): Iterable<string> {
  if (services.length === 0) return
  yield ''
  yield paint.bold('Services meanwhile')
  const rows = services.map(({ service, measure, periodText, value, unit, target }) => [
    plain(service),
    plain(measure),
    periodText,
    `${value} ${plain(unit)}`,
    target === undefined ? '' : `agreed: ${target} ${plain(unit)}`,
  ])
  yield* table(rows, new Set([3])).map((row) => `  ${row}`)
}
