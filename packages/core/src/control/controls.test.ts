import { describe, expect, it } from 'vitest'
import { findingKinds, kindFacts } from '../finding/kinds.ts'
import { factsOfKpi, kpiIds } from '../measure/kpi/kpi-facts.ts'
import { type MeasureId, measureFacts } from '../measure/measures.ts'
import { ruleFacts, ruleIds } from '../request/rules.ts'
import { type ControlId, controlFacts, controlIds, type Framework, frameworks, isFramework } from './controls.ts'

const measureIds = Object.keys(measureFacts) as readonly MeasureId[]
const lists: readonly (readonly [string, readonly ControlId[]])[] = [
  ...findingKinds.map((kind) => [kind, kindFacts(kind).controls] as const),
  ...measureIds.map((id) => [id, measureFacts[id].controls] as const),
  ...ruleIds.map((rule) => [rule, ruleFacts(rule).controls] as const),
  ...kpiIds.map((id) => [`${id} of a period`, factsOfKpi(id).controls] as const),
]

/** How each publisher writes an id. */
const spelling: Readonly<Record<Framework, RegExp>> = {
  CSF2: /^(GV|ID|PR|DE|RS|RC)\.[A-Z]{2}-\d{2}$/,
  'CSF1.1': /^(ID|PR|DE|RS|RC)\.[A-Z]{2}-\d{1,2}$/,
  '800-53': /^[A-Z]{2}-\d{1,2}(\(\d{1,2}\))?$/,
  '800-207': /^tenet-[1-7]$/,
  ISO27001: /^A\.[5-8]\.\d{1,2}$/,
  SOC2: /^CC\d\.\d$/,
  NHI: /^NHI(10|[1-9])$/,
}

/** What NIST's catalogue of CSF 2.0 says of the subcategories that 2.0 withdrew: where each went first. */
const formerly: readonly (readonly [ControlId, ControlId])[] = [
  ['CSF2:PR.AA-01', 'CSF1.1:PR.AC-1'],
  ['CSF2:PR.AA-05', 'CSF1.1:PR.AC-4'],
  ['CSF2:PR.PS-04', 'CSF1.1:PR.PT-1'],
]

describe('the controls', () => {
  it.each(controlIds)('%s carries the prefix of its framework, as its publisher writes it, and a title', (id) => {
    const { framework, title } = controlFacts(id)
    expect(id.startsWith(`${framework}:`)).toBe(true)
    expect(id.slice(framework.length + 1)).toMatch(spelling[framework])
    expect(title).toMatch(/^[A-Z].+[^.]$/)
  })

  it('are checked only where their text is open and was read at its publisher', () => {
    const read = new Set(controlIds.filter((id) => controlFacts(id).checked).map((id) => controlFacts(id).framework))
    expect([...read].sort()).toEqual(['800-53', 'CSF1.1', 'CSF2', 'NHI'])
    for (const id of controlIds) expect(controlFacts(id).checked).toBe(read.has(controlFacts(id).framework))
  })

  it('are all named by a kind or a measure', () => {
    const named = new Set(lists.flatMap(([, ids]) => ids))
    for (const id of controlIds) expect(named.has(id)).toBe(true)
  })

  it('come from every framework there is', () => {
    expect(new Set(controlIds.map((id) => controlFacts(id).framework))).toEqual(new Set(Object.keys(frameworks)))
    expect(isFramework('SOC2')).toBe(true)
    expect(isFramework('toString')).toBe(false)
  })
})

describe('the lists of controls', () => {
  it.each(lists)('%s names some, each once', (_name, named) => {
    expect(named.length).toBeGreaterThan(0)
    expect(new Set(named).size).toBe(named.length)
  })

  it.each(lists)('%s names a subcategory of CSF 2.0 together with what it was in 1.1', (_name, named) => {
    for (const [now, then] of formerly) expect(named.includes(then)).toBe(named.includes(now))
  })
})
