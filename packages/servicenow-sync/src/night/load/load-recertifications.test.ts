import { describe, expect, it } from 'vitest'
import { lineText } from '../shelf/line-record.ts'
import { parseRecertification } from '../shelf/recertification-record.ts'
import { openDesk, recordsOf } from '../testdata/desk.ts'
import { day, noon, recertificationRow } from '../testdata/rows.ts'
import type { World } from '../testdata/world-input.ts'

async function load(world: World) {
  const desk = openDesk(day(4), world)
  const loaded = await desk.recertifications()
  const decided = recordsOf(loaded.shelf).map((record) => parseRecertification(lineText(record)))
  desk.close()
  return { ...loaded, decided, desk }
}

const revoked = recertificationRow({ decision: 'revoke' })

describe('loading recertifications', () => {
  it('puts every decision on the shelf, under whom it is about', async () => {
    const { decided, complete } = await load({
      recertifications: [recertificationRow(), recertificationRow({ principal: 'bob', until: '2026-02-01' })],
    })
    expect(decided).toEqual([
      { principal: 'alice', entitlement: 'deploy', decision: 'keep', decider: 'olga', decidedAt: Date.parse(noon(3)) },
      expect.objectContaining({ principal: 'bob', until: Date.UTC(2026, 1, 2) }),
    ])
    expect(complete).toBe(true)
  })

  it('is neither complete nor incomplete where there is no source', async () => {
    expect(await load({ access: [] })).not.toHaveProperty('complete')
  })

  it('is incomplete while a source is', async () => {
    const { complete } = await load({ recertifications: [recertificationRow()], incomplete: ['reviews'] })
    expect(complete).toBe(false)
  })

  it('takes identical repeats, and decisions at other instants, without a word', async () => {
    const recertifications = [recertificationRow(), recertificationRow(), { ...revoked, decidedAt: noon(4) }]
    const { contradicted, desk } = await load({ recertifications })
    expect(contradicted.size).toBe(0)
    expect(desk.rejected()).toEqual([])
  })

  it.each([
    ['decisions', revoked],
    ['deciders', recertificationRow({ decider: 'max' })],
    ['ends', recertificationRow({ until: '2026-02-01' })],
  ])('rejects both of two rows that give one instant to two %s, each with the place of the other', async (_, other) => {
    const { contradicted, complete, desk } = await load({
      recertifications: [recertificationRow(), recertificationRow({ principal: 'bob' }), other],
    })
    expect(contradicted.size).toBe(1)
    expect(desk.rejected()).toEqual([
      'reviews.ndjson:1 row-contradicts → reviews.ndjson:3',
      'reviews.ndjson:3 row-contradicts → reviews.ndjson:1',
    ])
    expect(complete).toBe(false)
    expect(desk.rows('reviews')).toEqual({ rows: 1, rejected: 2, complete: false })
  })

  it('rejects every row about two principals that look alike', async () => {
    const { spoiledNames, desk } = await load({
      recertifications: [recertificationRow(), recertificationRow({ principal: 'Alice' })],
    })
    expect(spoiledNames.size).toBe(1)
    expect(desk.rejected().map((said) => said.slice(0, 28))).toEqual([
      'reviews.ndjson:1 id-collides',
      'reviews.ndjson:2 id-collides',
    ])
  })
})
