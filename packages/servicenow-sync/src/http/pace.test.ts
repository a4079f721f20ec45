import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { systemClock } from './clock.ts'
import { createPace } from './pace.ts'
import { stoppedClock } from './testdata/stopped-clock.ts'

const hour = 3_600_000
const never = new AbortController().signal

describe('a budget', () => {
  it('is never passed in any hour, and never keeps back what it has room for', async () => {
    const steps = fc.array(fc.integer({ min: 0, max: hour / 2 }), { minLength: 1, maxLength: 60 })
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 5 }),
        fc.constantFrom(0, 600_000),
        steps,
        async (budget, patienceMs, waits) => {
          const clock = stoppedClock()
          const pace = createPace({ vendor: 'Acme', requestsPerHour: budget, patienceMs, clock })
          const sent: number[] = []
          for (const wait of waits) {
            clock.advance(wait)
            const asked = clock.now()
            const refused = await pace.begin('rows', never).catch((error: unknown) => error)
            const lastHour = sent.filter((at) => at > asked - hour)
            const room = lastHour.length < budget ? asked : (lastHour.at(-budget) ?? asked) + hour
            if (room - asked > patienceMs) {
              expect(refused).toMatchObject({
                code: 'request-budget-spent',
                context: { resumeAt: new Date(room).toISOString() },
              })
              continue
            }
            expect(refused).toBeUndefined()
            expect(clock.now()).toBe(room)
            sent.push(room)
          }
        },
      ),
    )
  })
})

describe('a wait that the server asked for', () => {
  it('holds for all requests, and the longest counts', async () => {
    const clock = stoppedClock()
    const pace = createPace({ vendor: 'Acme', requestsPerHour: 100, patienceMs: 60_000, clock })
    pace.hold(30_000, 'rows')
    pace.hold(10_000, 'rows')
    await pace.begin('rows', never)
    expect(clock.slept).toEqual([30_000])
    expect(pace.waitedMs()).toBe(30_000)
  })

  it('ends with the signal', async () => {
    const pace = createPace({ vendor: 'Acme', requestsPerHour: 1, patienceMs: 60_000, clock: systemClock })
    pace.hold(60_000, 'rows')
    const stop = new AbortController()
    const begun = pace.begin('rows', stop.signal)
    const reason = new Error('enough')
    stop.abort(reason)
    await expect(begun).rejects.toBe(reason)
  })
})
