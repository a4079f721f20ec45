import { factsOfKpi, formatInstant, kpiIds, type ServiceMeasure } from '@ticketbound/core'
import type { PeriodKpis } from '../kpi/compute-kpis.ts'

/** The figures of a period as `kpi --json` prints them: one object on one line, instants as RFC 3339. */
export function kpiJson(measured: PeriodKpis, services: readonly ServiceMeasure[]): string {
  const { period, until, nights, kpis, entitlements } = measured
  const figures = kpiIds.map((id) => {
    const { value, numerator, denominator, unit, coverage, reason } = kpis[id]
    const { group, controls } = factsOfKpi(id)
    return [id, { group, value, numerator, denominator, unit, coverage, reason, controls }] as const
  })
  return JSON.stringify({
    from: formatInstant(period.from),
    until: formatInstant(period.until),
    knownUntil: formatInstant(until),
    nights,
    kpis: Object.fromEntries(figures),
    entitlements,
    services: services.map(({ periodText, service, measure, value, unit, target }) => {
      return { period: periodText, service, measure, value, unit, target }
    }),
  })
}
