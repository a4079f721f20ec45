import type { Need } from '../../finding/kinds.ts'
import type { MeasureId } from '../measures.ts'
import type { Figure, Figures } from './figure.ts'
import { factsOfKpi, type KpiFacts, type KpiId, type KpiNeed, kpiIds } from './kpi-facts.ts'
import type { KpiScope, PastNight } from './kpi-scope.ts'

/** How many readings of the sources that a figure rests on were complete, over the nights of the period. */
export interface Coverage {
  readonly complete: number
  readonly readings: number
}

/** One figure of a period. `value` is null where it could not be computed, and `reason` says why. */
export interface Kpi extends Figure {
  readonly unit: KpiFacts['unit']
  readonly coverage: Coverage
}

/** Makes the figures of a period of what was counted: what would need a source that is not whole is not computable. */
export function toKpis(figures: Figures, scope: KpiScope): Readonly<Record<KpiId, Kpi>> {
  const entries = kpiIds.map((id) => [id, toKpi(figures[id], factsOfKpi(id), scope)] as const)
  return Object.fromEntries(entries) as Record<KpiId, Kpi>
}

function toKpi(counted: Figure | undefined, { unit, needs, standing }: KpiFacts, scope: KpiScope): Kpi {
  const coverage = coverageOf(needs, scope.nights)
  if (standing !== undefined) return { ...ofNight(standing, scope.nights), unit, coverage }
  const figure = counted ?? notCounted
  const missing = whatIsMissing(needs, scope)
  if (missing === undefined) return { ...figure, unit, coverage }
  const { numerator, denominator } = figure
  return { value: null, numerator, denominator, reason: missing, unit, coverage }
}

const notCounted: Figure = { value: null, numerator: null, denominator: null, reason: 'nothing counted it' }

/** A figure of the last night of the period, whose own sources it rests on. */
function ofNight(id: MeasureId, nights: readonly PastNight[]): Figure {
  const nothing = { value: null, numerator: null, denominator: null }
  const night = nights.at(-1)
  if (night === undefined) return { ...nothing, reason: 'no night ran in the period' }
  const measure = night.measures[id]
  if (measure === undefined) return { ...nothing, reason: 'the last night of the period did not count it' }
  const { value, numerator, denominator, reason } = measure
  return { value, numerator, denominator, ...(reason !== undefined && { reason }) }
}

/** What sources that give each of these are said to read. */
const reads: Readonly<Record<Need | 'recertifications', string>> = {
  tickets: 'requests',
  access: 'access',
  people: 'people',
  recertifications: 'recertifications',
}

const oneSource: Readonly<Record<Need | 'recertifications', string>> = {
  tickets: 'ticket',
  access: 'access',
  people: 'people',
  recertifications: 'recertifications',
}

function coverageOf(needs: readonly KpiNeed[], nights: readonly PastNight[]): Coverage {
  const wanted = needs.flatMap((need) => (need === 'catalogue' ? [] : reads[need]))
  const readings = nights
    .flatMap(({ sources }) => sources)
    .filter((source) => wanted.length === 0 || wanted.includes(source.reads))
  return { complete: readings.filter(({ complete }) => complete).length, readings: readings.length }
}

/** What was kept was read by the last night there was, so it is that one's sources that must have been whole. */
function whatIsMissing(needs: readonly KpiNeed[], scope: KpiScope): string | undefined {
  for (const need of needs) {
    const missing = need === 'catalogue' ? whetherCatalogued(scope) : whetherRead(need, scope)
    if (missing !== undefined) return missing
  }
  return undefined
}

function whetherCatalogued({ entitlements }: KpiScope): string | undefined {
  return entitlements.governed ? undefined : 'no catalogue is given'
}

function whetherRead(need: Need | 'recertifications', { lastNight }: KpiScope): string | undefined {
  const sources = lastNight.sources.filter((source) => source.reads === reads[need])
  if (sources.length === 0) return `no ${oneSource[need]} source is given`
  const isWhole = sources.every(({ complete }) => complete)
  return isWhole ? undefined : `${need === 'access' ? 'an' : 'a'} ${oneSource[need]} source was incomplete`
}
