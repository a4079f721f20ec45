import { expect, it } from 'vitest'
import { drawBehaviours, lastingFlaws, passingFlaws } from './draw-behaviours.ts'

const seeds = Array.from({ length: 200 }, (_, seed) => seed)

it('draws the same flaws for the same seed, and others for others', () => {
  expect(drawBehaviours(7)).toEqual(drawBehaviours(7))
  expect(new Set(seeds.map((seed) => JSON.stringify(drawBehaviours(seed)))).size).toBeGreaterThan(190)
})

it('draws every flaw at some time, passing ones so that they pass', () => {
  const drawn = seeds.map((seed) => drawBehaviours(seed))
  expect(new Set(drawn.flatMap((behaviours) => Object.keys(behaviours)))).toEqual(
    new Set([...passingFlaws, ...lastingFlaws]),
  )
  for (const behaviours of drawn) {
    for (const name of passingFlaws) {
      if (behaviours[name] !== undefined)
        expect(behaviours[name]).toMatchObject({ every: 1, first: expect.any(Number) })
    }
  }
})

it('draws from those that are wanted, and those as they would have been among all', () => {
  for (const seed of seeds) {
    const all = drawBehaviours(seed)
    const few = drawBehaviours(seed, { from: ['many-ties', 'damaged-200'] })
    const { 'many-ties': ties, 'damaged-200': damaged } = all
    expect(few).toEqual({ ...(ties && { 'many-ties': ties }), ...(damaged && { 'damaged-200': damaged }) })
  }
})
