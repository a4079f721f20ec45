import type { Finding } from '@ticketbound/core'
import { readNightProperty } from '@ticketbound/jira'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { someEntry, someFinding } from '../../store/testdata/records.ts'
import type { WriteBackEntry } from '../../store/write-back-tables.ts'
import type { RecordAction } from '../../write-back/write-back-plan.ts'
import { type NightPropertyRules, planNightProperties } from './plan-night-properties.ts'

const rules: NightPropertyRules = {
  target: 'site',
  minSeverity: 'low',
  ticketSources: new Set(['jira']),
  night: { run: 'n-20260310T000000Z', at: '2026-03-10T00:00:00Z', complete: true },
}

/** A finding about these issues. */
function about(id: string, tickets: readonly string[], given: Partial<Finding> = {}): Finding {
  const evidence = tickets.map((number) => ({ type: 'ticket', source: 'jira', number, item: 'i' }) as const)
  return someFinding(id, { tickets, evidence, ...given })
}

/** Plans with what an earlier plan did, and everything it planned done. */
function plan(
  findings: readonly Finding[],
  done: readonly RecordAction[] = [],
  given: Partial<NightPropertyRules> = {},
) {
  const entries = new Map(done.map((action) => [action.finding, entryOf(action)]))
  const { actions } = planNightProperties(findings, (ticket) => [entries.get(ticket) ?? []].flat(), {
    ...rules,
    ...given,
  })
  return actions as readonly RecordAction[]
}

function entryOf({ finding, what, part, content }: RecordAction): WriteBackEntry {
  return { ...someEntry({ finding }), target: 'site', what, part, content, state: 'done', vendorId: finding }
}

function propertyOf(action: RecordAction | undefined) {
  const reading = readNightProperty(JSON.parse(action?.columns.property ?? ''))
  if (!reading.ok) throw new Error(JSON.stringify(reading.faults))
  return reading.value
}

describe('what issues are told', () => {
  it('is each open finding that rests on them, the worst first', () => {
    const [action, ...others] = plan([
      about('f-1', ['ACC-1'], { severity: 'low' }),
      about('f-3', ['ACC-1'], { severity: 'critical' }),
      about('f-2', ['ACC-1'], { severity: 'critical' }),
    ])
    expect(others).toEqual([])
    expect(action).toMatchObject({ what: 'record', does: 'create', finding: 'ACC-1', columns: { issue: 'ACC-1' } })
    expect(propertyOf(action)).toMatchObject({
      ...rules.night,
      findings: [{ id: 'f-2' }, { id: 'f-3' }, { id: 'f-1' }],
    })
  })

  it('is nothing of tickets that are no issues, of findings that are mild or not open', () => {
    const elsewhere = someFinding('f-1', {
      tickets: ['RITM1'],
      evidence: [{ type: 'ticket', source: 'itsm', number: 'RITM1', item: 'i' }],
    })
    const mild = about('f-2', ['ACC-1'], { severity: 'medium' })
    const over = [about('f-3', ['ACC-2'], { state: 'resolved' }), about('f-4', ['ACC-3'], { state: 'accepted' })]
    expect(plan([elsewhere, mild, ...over], [], { minSeverity: 'high' })).toEqual([])
  })

  it('is taken away where nothing is open any more, once', () => {
    const first = plan([about('f-1', ['ACC-1'])])
    const gone = [about('f-1', ['ACC-1'], { state: 'resolved' })]
    const second = plan(gone, first)
    expect(second).toMatchObject([{ does: 'resolve', finding: 'ACC-1', columns: { property: '' } }])
    expect(plan(gone, second)).toEqual([])
    expect(plan([about('f-1', ['ACC-1'], { state: 'reopened' })], second)).toMatchObject([{ does: 'change' }])
  })

  it('is not written again by a night that sees the same, unless everything is to be looked at', () => {
    const findings = [about('f-1', ['ACC-1'])]
    const first = plan(findings)
    const later = { night: { ...rules.night, run: 'n-2', at: '2026-03-11T00:00:00Z' } }
    expect(plan(findings, first, later)).toEqual([])
    expect(plan(findings, first, { ...later, recheck: true })).toMatchObject([{ finding: 'ACC-1' }])
    expect(plan(findings, first, { night: { ...rules.night, complete: false } })).toHaveLength(1)
  })

  it('fits into a property, however much there is to say', () => {
    const long = '😀'.repeat(5000)
    const findings = Array.from({ length: 300 }, (_, index) =>
      about(`f-${index}`, ['ACC-1'], { message: long, action: long }),
    )
    const [action] = plan(findings)
    expect(propertyOf(action).findings).toHaveLength(20)
    expect(action?.columns.property?.length).toBeLessThan(32_768)
  })

  it('does not depend on the order of the findings', () => {
    const some = fc.record({
      id: fc.integer({ min: 1, max: 6 }).map((number) => `f-${number}`),
      tickets: fc.uniqueArray(fc.constantFrom('ACC-1', 'ACC-2', 'ACC-3')),
      state: fc.constantFrom<Finding['state']>('open', 'resolved', 'accepted', 'reopened'),
    })
    const all = fc.uniqueArray(some, { selector: ({ id }) => id })
    const shuffled = all.chain((list) =>
      fc.tuple(fc.constant(list), fc.shuffledSubarray(list, { minLength: list.length })),
    )
    fc.assert(
      fc.property(shuffled, ([list, other]) => {
        const read = (given: typeof list) => plan(given.map(({ id, tickets, state }) => about(id, tickets, { state })))
        expect(read(other)).toEqual(read(list))
      }),
    )
  })
})
