import { describe, expect, it } from 'vitest'
import type { NightState, Store } from '../store.ts'
import { hardText, someResult } from './records.ts'
import type { OpenFresh } from './store-under-test.ts'

/** The clauses about the ledger of nights, and about the secret of the salts. */
export function testLedger(open: OpenFresh): void {
  const conclude = (store: Store, run: string, at: number, state: NightState = 'published') =>
    store.transaction(() => {
      store.night.begin(run, at, 'inputs')
      store.night.conclude(run, state, someResult(run, at))
    })
  const runs = (store: Store) => [...store.nights()].map(({ run }) => run)

  describe('the ledger of nights', () => {
    it('is empty in a new store', () => {
      const store = open()
      expect(store.lastNight()).toBeUndefined()
      expect([...store.nights()]).toEqual([])
      expect(store.night.stateOf('n-1')).toBeUndefined()
    })

    it('shows a night that has begun only by its state', () => {
      const store = open()
      store.transaction(() => store.night.begin('n-1', 1, 'inputs'))
      expect(store.night.stateOf('n-1')).toBe('reading')
      expect(store.lastNight()).toBeUndefined()
      expect(runs(store)).toEqual([])
    })

    it.each<NightState>(['published', 'held', 'discarded'])('shows a night that is %s', (state) => {
      const store = open()
      conclude(store, 'n-1', 1, state)
      expect(store.night.stateOf('n-1')).toBe(state)
      expect(store.lastNight()?.run).toBe('n-1')
      expect(runs(store)).toEqual(['n-1'])
    })

    it('gives results back as they were', () => {
      const store = open()
      const result = someResult('n-1', Date.UTC(9999, 11, 31), {
        previousAt: 0,
        sources: [
          {
            name: hardText,
            reads: 'access',
            system: 'prod',
            rows: 2 ** 40,
            rejected: 1,
            complete: false,
            reason: 'cut',
          },
        ],
        held: { reason: hardText, confirm: 'ticketbound confirm' },
      })
      store.transaction(() => {
        store.night.begin('n-1', result.at, 'inputs')
        store.night.conclude('n-1', 'held', result)
      })
      expect(store.lastNight()).toEqual(result)
      expect([...store.nights()]).toEqual([result])
    })

    it('lists nights by their instants, whatever the order in which they were written', () => {
      const store = open()
      for (const at of [3, 1, 2]) conclude(store, `n-${at}`, at)
      expect(runs(store)).toEqual(['n-1', 'n-2', 'n-3'])
      expect(store.lastNight()?.run).toBe('n-3')
    })

    it('lists the night of the very first instant there is', () => {
      const store = open()
      conclude(store, 'n-0', 0)
      expect(runs(store)).toEqual(['n-0'])
    })

    it('lets a held night be concluded again', () => {
      const store = open()
      conclude(store, 'n-1', 1, 'held')
      const published = someResult('n-1', 1, { head: { count: 7, hash: 'b'.repeat(64) } })
      store.transaction(() => store.night.conclude('n-1', 'published', published))
      expect(store.night.stateOf('n-1')).toBe('published')
      expect([...store.nights()]).toEqual([published])
    })

    it('begins a killed night again', () => {
      const store = open()
      for (const inputs of ['first', 'second']) store.transaction(() => store.night.begin('n-1', 1, inputs))
      expect(store.night.stateOf('n-1')).toBe('reading')
      conclude(store, 'n-1', 1)
      expect(runs(store)).toEqual(['n-1'])
    })

    it('forgets killed nights when another one begins, and no others', () => {
      const store = open()
      conclude(store, 'n-1', 1)
      conclude(store, 'n-2', 2, 'held')
      conclude(store, 'n-3', 3, 'discarded')
      store.transaction(() => store.night.begin('n-4', 4, 'inputs'))
      store.transaction(() => store.night.begin('n-5', 5, 'inputs'))
      expect(['n-1', 'n-2', 'n-3', 'n-4', 'n-5'].map(store.night.stateOf)).toEqual([
        'published',
        'held',
        'discarded',
        undefined,
        'reading',
      ])
    })

    it('leaves a concluded night as it is when it begins again', () => {
      const store = open()
      conclude(store, 'n-1', 1)
      store.transaction(() => store.night.begin('n-1', 1, 'other inputs'))
      expect(store.night.stateOf('n-1')).toBe('published')
      expect(store.lastNight()).toEqual(someResult('n-1', 1))
    })
  })

  describe('the secret of the salts', () => {
    it('is long, its own in every store, and the same until it is renewed', () => {
      const [store, other] = [open(), open()]
      const seed = store.night.saltSeed()
      expect(seed).toMatch(/^[0-9a-f]{64}$/)
      expect(other.night.saltSeed()).not.toBe(seed)
      expect(store.night.saltSeed()).toBe(seed)
      store.transaction(() => store.night.renewSeed())
      expect(store.night.saltSeed()).toMatch(/^[0-9a-f]{64}$/)
      expect(store.night.saltSeed()).not.toBe(seed)
    })

    it('is the old one again when the transaction that renewed it fails', () => {
      const store = open()
      const seed = store.night.saltSeed()
      store.transaction(
        () => store.night.renewSeed(),
        () => false,
      )
      expect(store.night.saltSeed()).toBe(seed)
    })
  })
}
