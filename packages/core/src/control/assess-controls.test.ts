import { describe, expect, it } from 'vitest'
import type { Finding } from '../finding/finding.ts'
import { type Measure, type Measures, measureFacts } from '../measure/measures.ts'
import { day } from '../testdata/day.ts'
import { aFinding } from '../testdata/finding.ts'
import { type AssessedControl, type AssessedNight, assessControls, mostIds } from './assess-controls.ts'
import { type ControlId, controlIds } from './controls.ts'

const measured: Measure = { value: 0.5, numerator: 1, denominator: 2, unit: 'ratio' }
const notComputable: Measure = {
  value: null,
  numerator: 0,
  denominator: 0,
  unit: 'ratio',
  reason: 'nothing to measure',
}

const night: AssessedNight = {
  run: 'n-1',
  at: day(20),
  head: { count: 7, hash: 'ab' },
  catalogued: true,
  gated: true,
  sources: [
    { name: 'itsm', reads: 'requests', complete: true },
    { name: 'prod', reads: 'access', complete: true },
    { name: 'hr', reads: 'people', complete: true },
  ],
  measures: Object.fromEntries(
    Object.keys(measureFacts).map((id) => [id, id === 'evidence-rate' ? notComputable : measured]),
  ) as Measures,
}

function assessed(
  control: ControlId,
  findings: readonly Finding[],
  given: Partial<AssessedNight> = {},
): AssessedControl {
  const found = assessControls(findings, { ...night, ...given }).find((each) => each.control === control)
  if (found === undefined) throw new Error(`${control} is not assessed`)
  return found
}

const leaver = aFinding({ id: 'f-2', kind: 'leaver-still-active' })
const accepted = aFinding({ id: 'f-3', state: 'accepted' })
const incomplete = night.sources.map((source) => ({ ...source, complete: source.name !== 'hr' }))

describe('the assessment of a night', () => {
  it('is of every control, in their order', () => {
    expect(assessControls([], night).map(({ control }) => control)).toEqual(controlIds)
  })

  it('says what was checked, when, with what result and where the evidence is', () => {
    expect(assessed('800-53:PS-4', [leaver])).toEqual({
      control: '800-53:PS-4',
      framework: '800-53',
      title: 'Personnel Termination',
      checked: true,
      at: day(20),
      result: 'deviations',
      open: 1,
      accepted: 0,
      checks: [
        { type: 'finding-kind', id: 'leaver-still-active', result: 'deviations', open: 1, accepted: 0 },
        { type: 'measure', id: 'orphaned-access-rate', result: 'measured', ...measured },
      ],
      evidence: { findings: ['f-2'], total: 1, log: { run: 'n-1', head: { count: 7, hash: 'ab' } } },
    })
  })

  it('sees no deviation where every check was made and found nothing', () => {
    expect(assessed('800-53:PS-4', [aFinding()])).toMatchObject({ result: 'no-deviation', open: 0, accepted: 0 })
    expect(assessed('800-53:PS-4', [aFinding()])).not.toHaveProperty('reason')
  })

  it('never claims that where a source was incomplete, and says which', () => {
    const control = assessed('800-53:PS-4', [], { sources: incomplete })
    expect(control).toMatchObject({ result: 'not-assessed', reason: 'the people source `hr` was incomplete' })
  })

  it('never claims that where one check of several could not be made', () => {
    const control = assessed('SOC2:CC6.2', [], { sources: incomplete })
    expect(control.checks).toContainEqual(
      expect.objectContaining({ id: 'access-without-ticket', result: 'no-deviation' }),
    )
    expect(control.result).toBe('not-assessed')
  })

  it('keeps a deviation where another check could not be made, and says so', () => {
    const control = assessed('SOC2:CC6.2', [aFinding()], { sources: incomplete })
    expect(control).toMatchObject({ result: 'deviations', reason: 'the people source `hr` was incomplete' })
  })

  it('counts open, reopened and accepted findings, and none that is resolved', () => {
    const reopened = aFinding({ id: 'f-4', state: 'reopened' })
    const resolved = aFinding({ id: 'f-5', state: 'resolved' })
    const control = assessed('800-53:AC-3', [aFinding(), accepted, reopened, resolved])
    expect(control).toMatchObject({ open: 2, accepted: 1 })
    expect(control.evidence).toMatchObject({ findings: ['f-1', 'f-3', 'f-4'], total: 3 })
  })

  it('names a bounded number of findings, and says how many there are', () => {
    const many = Array.from({ length: mostIds + 5 }, (_, index) => aFinding({ id: `f-${100 + index}` }))
    const { evidence } = assessed('800-53:AC-3', many)
    expect(evidence.findings).toEqual(many.slice(0, mostIds).map(({ id }) => id))
    expect(evidence.total).toBe(mostIds + 5)
  })

  it('shows a measure that could not be computed as such, and lets it decide nothing', () => {
    const control = assessed('800-53:AU-10', [])
    const figure = control.checks.find(({ id }) => id === 'evidence-rate')
    expect(figure).toMatchObject({ type: 'measure', result: 'not-computable', reason: 'nothing to measure' })
    expect(control.result).toBe('no-deviation')
  })

  it('lets the gate be checked only where there is one', () => {
    const checksOf = (gated: boolean) => assessed('800-53:AU-10', [], { gated }).checks.map(({ id }) => id)
    expect(checksOf(true)).toContain('gate-bypassed')
    expect(checksOf(false)).not.toContain('gate-bypassed')
    expect(checksOf(false)).toContain('closed-without-evidence')
  })

  it.each([true, false])('has a kind of finding that checks each control, gate or not (%j)', (gated) => {
    for (const { checks } of assessControls([], { ...night, gated })) {
      expect(checks.map(({ type }) => type)).toContain('finding-kind')
    }
  })
})
