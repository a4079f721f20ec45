import type { StoredVerdict } from '@ticketbound/core'
import { describe, expect, it } from 'vitest'
import { packVerdict, parseVerdict } from './packed-verdict.ts'

const verdict: StoredVerdict = {
  policy: 'p1',
  judgedAt: 7,
  sufficient: true,
  onlyLate: false,
  assurance: 'proven',
  provenAt: 0,
  approvedBy: ['ann', 'max'],
  refused: [],
}

describe('packVerdict and parseVerdict', () => {
  it.each<[string, StoredVerdict]>([
    ['sufficient', verdict],
    [
      'late',
      {
        ...verdict,
        sufficient: false,
        onlyLate: true,
        approvedBy: [],
        refused: [
          { approver: 'bob, of team a', faults: ['after-fulfilment'] },
          { approver: 'eve', faults: ['informal', 'approver-unknown'] },
        ],
      },
    ],
    [
      'without a proof',
      {
        policy: '',
        judgedAt: -1,
        sufficient: false,
        onlyLate: false,
        assurance: 'unproven',
        approvedBy: [],
        refused: [],
      },
    ],
  ])('give back a verdict that is %s', (_, given) => {
    const text = packVerdict(given)
    expect(text).not.toMatch(/[\t\n]/)
    expect(parseVerdict(text)).toEqual(given)
  })

  it('give nothing where nothing was kept', () => {
    expect(parseVerdict('')).toBeUndefined()
  })
})
