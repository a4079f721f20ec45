import { describe, expect, it } from 'vitest'
import type { ReportModel } from './report-model.ts'
import { emptyModel, finding, kind, tonight } from './testdata/models.ts'
import { richModel } from './testdata/rich-model.ts'
import { firstSteps, headline, openBySeverity } from './verdict.ts'

const whole = { name: 'prod', reads: 'access', system: 'prod', rows: 1, rejected: 0, complete: true } as const
const none = { critical: 0, high: 0, medium: 0, low: 0 }

function night(open: Partial<typeof none>, over: Partial<ReportModel> = {}): ReportModel {
  return { ...emptyModel, sources: [whole], trend: [{ at: tonight, open: { ...none, ...open } }], ...over }
}

describe('the headline', () => {
  it.each([
    [night({ critical: 3, high: 20, low: 1 }), 'Not safe yet: 3 critical and 20 high findings are open'],
    [night({ critical: 1 }), 'Not safe yet: 1 critical finding is open'],
    [night({ critical: 1, high: 1 }), 'Not safe yet: 1 critical and 1 high finding are open'],
    [night({ medium: 4, low: 2 }), 'Nothing urgent: 4 medium and 2 low findings are open'],
    [night({}), 'Nothing to do: no finding is open'],
    [night({}, { sources: [{ ...whole, complete: false }] }), 'No finding is open, but not everything was read'],
    [night({}, { sources: [] }), 'Nothing was read, so nothing can be said'],
    [
      night({ critical: 1 }, { held: { reason: 'r', confirm: 'c', discard: 'd' } }),
      'On hold: nothing of this night was published',
    ],
  ])('%# answers whether it is safe', (model, line) => {
    expect(headline(model)).toBe(line)
  })

  it('counts by the kinds’ severities where the trend does not have tonight', () => {
    const model = {
      ...emptyModel,
      kinds: [kind({ open: 7 }), kind({ severity: 'low', open: 2 })],
      trend: [{ at: tonight - 1, open: none }],
    }

    expect(openBySeverity(model)).toEqual({ critical: 0, high: 7, medium: 0, low: 2 })
  })
})

describe('what to do first', () => {
  it('is the worst and longest standing finding of each of the three worst kinds', () => {
    expect(firstSteps(richModel).map((step) => [step.kind.kind, step.more])).toEqual([
      ['leaver-still-active', 2],
      ['access-without-ticket', 263],
      ['expired-still-active', 4],
    ])
  })

  it('prefers severity to age and leaves accepted findings alone', () => {
    const findings = [
      finding({ id: 'old', severity: 'low', since: tonight - 9e9 }),
      finding({ id: 'accepted', severity: 'critical', state: 'accepted' }),
      finding({ id: 'grave', severity: 'critical', since: tonight }),
    ]

    expect(firstSteps({ ...emptyModel, kinds: [kind({ findings })] }).map((step) => step.finding.id)).toEqual(['grave'])
    expect(firstSteps(emptyModel)).toEqual([])
  })
})
