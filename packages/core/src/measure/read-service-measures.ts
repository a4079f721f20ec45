import * as v from 'valibot'
import { exactObject } from '../exchange/exact-object.ts'
import { IdText, SomeWords, textOf } from '../exchange/leaf-shapes.ts'
import { issueFaults } from '../exchange/shape-faults.ts'
import { quote } from '../fault.ts'
import { faultAt, type PathFault, type PathReading } from '../path-fault.ts'
import { parsePeriod } from '../time/period.ts'
import type { ServiceMeasure } from './service-measure.ts'

const longestUnit = 40

/** A year is a number to YAML, and everything else that a period can be is a text. */
const YearOrText = v.pipe(
  v.union([v.pipe(v.number(), v.integer()), v.string()]),
  v.transform(String),
  textOf((text) => {
    const period = parsePeriod(text, 'UTC')
    return period.ok ? { ok: true, value: text } : period
  }),
)

const fields = {
  period: YearOrText,
  service: IdText,
  measure: IdText,
  value: v.number(),
  unit: v.pipe(SomeWords, v.maxLength(longestUnit)),
  target: v.nullish(v.number()),
}

const Document = exactObject({ measures: v.array(exactObject(fields)) })

/** The fields of one measure of a service. */
export const serviceMeasureFields: readonly string[] = Object.keys(fields)

/**
 * Reads a parsed file of service measures, or tells what is wrong with it and where. No measure of a service may have
 * two values for one period. Days begin in `zone`, an IANA zone name that `isZone` accepts.
 */
export function readServiceMeasures(document: unknown, zone: string): PathReading<readonly ServiceMeasure[]> {
  const shaped = v.safeParse(Document, document)
  if (!shaped.success) return { ok: false, faults: issueFaults(shaped.issues) }
  const read: ServiceMeasure[] = []
  const faults: PathFault[] = []
  const known = new Set<string>()
  for (const [
    index,
    { period: periodText, service, measure, value, unit, target },
  ] of shaped.output.measures.entries()) {
    const period = parsePeriod(periodText, zone)
    if (!period.ok) continue
    const key = JSON.stringify([service, measure, period.value])
    if (known.has(key)) faults.push(repeated(index, measure, service))
    known.add(key)
    const agreed = typeof target === 'number' ? { target } : {}
    read.push({ period: period.value, periodText, service, measure, value, unit, ...agreed })
  }
  return faults.length > 0 ? { ok: false, faults } : { ok: true, value: read }
}

function repeated(index: number, measure: string, service: string): PathFault {
  return faultAt(['measures', index], {
    code: 'value-repeated',
    message: `${quote(measure)} of ${quote(service)} has a value for this period already`,
    help: 'keep one of the two',
  })
}
