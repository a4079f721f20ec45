import { formatInstant, kpiIds } from '@ticketbound/core'
import type { PeriodKpis } from '../kpi/compute-kpis.ts'

const columns = [
  'id',
  'from',
  'until',
  'value',
  'numerator',
  'denominator',
  'unit',
  'complete',
  'readings',
  'reason',
] as const

/**
 * The figures of a period as `kpi --csv` prints them, one a line. There is nothing in them that a user wrote, so that no
 * cell can be a formula; the entitlements, whose names are users' own, are not among them.
 */
export function* kpiCsvLines({ period, kpis }: PeriodKpis): Iterable<string> {
  yield columns.join(',')
  const [from, until] = [formatInstant(period.from), formatInstant(period.until)]
  for (const id of kpiIds) {
    const { value, numerator, denominator, unit, coverage, reason } = kpis[id]
    const { complete, readings } = coverage
    const cells = [id, from, until, value, numerator, denominator, unit, complete, readings, reason]
    yield cells.map((cell) => cell ?? '').join(',')
  }
}
