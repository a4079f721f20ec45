import { describe, expect, it } from 'vitest'
import { readServiceMeasures } from './read-service-measures.ts'

const row = { period: '2026-03', service: 'vpn', measure: 'uptime', value: 99.95, unit: '%', target: 99.9 }

/** The faults of one row beside a good one, as `field code`. */
function faults(change: object): readonly string[] {
  const reading = readServiceMeasures({ measures: [row, { ...row, service: 'mail', ...change }] }, 'UTC')
  return reading.ok ? [] : reading.faults.map(({ field, code }) => `${field} ${code}`)
}

describe('readServiceMeasures', () => {
  it('reads what was measured, in the period as the zone has it', () => {
    const reading = readServiceMeasures({ measures: [row] }, 'Europe/Berlin')
    const period = { from: Date.parse('2026-02-28T23:00:00Z'), until: Date.parse('2026-03-31T22:00:00Z') }
    expect(reading).toEqual({ ok: true, value: [{ ...row, period, periodText: '2026-03' }] })
  })

  it('takes a year that YAML took for a number, and a measure without a target', () => {
    const { target: _target, ...rest } = row
    expect(readServiceMeasures({ measures: [{ ...rest, period: 2026 }] }, 'UTC')).toMatchObject({
      ok: true,
      value: [{ periodText: '2026' }],
    })
  })

  it.each([
    [{ period: '2026-13' }, ['measures[1].period period-malformed']],
    [{ period: 'P30D' }, ['measures[1].period period-malformed']],
    [{ value: '99.95' }, ['measures[1].value field-wrong-type']],
    [{ value: null }, ['measures[1].value field-missing']],
    [{ unit: '' }, ['measures[1].unit value-empty']],
    [{ vlaue: 1 }, ['measures[1].vlaue field-unknown']],
    [{ service: 'vpn' }, ['measures[1] value-repeated']],
    [{ service: 'vpn', period: '2026-04' }, []],
    [{ value: Number.NaN }, ['measures[1].value field-wrong-type']],
  ])('of %j says %j', (change, said) => {
    expect(faults(change)).toEqual(said)
  })

  it('refuses what is no list of measures', () => {
    expect(readServiceMeasures(null, 'UTC').ok).toBe(false)
    expect(readServiceMeasures([row], 'UTC').ok).toBe(false)
  })
})
