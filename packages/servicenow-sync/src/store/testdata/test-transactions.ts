import { describe, expect, it } from 'vitest'
import type { Store } from '../store.ts'
import { someFinding } from './records.ts'
import type { OpenFresh } from './store-under-test.ts'

/** The clauses about transactions: all of a piece of work is kept, or nothing. */
export function testTransactions(open: OpenFresh): void {
  const ids = (store: Store) => [...store.findings({ includeClosed: true })].map(({ id }) => id)
  const everything = (store: Store) => ({
    findings: ids(store),
    head: store.head(),
    entries: [...store.auditEntries()],
    details: [...store.details()],
    state: store.night.stateOf('n-1'),
    dossiers: [...store.night.dossiers()],
    seed: store.night.saltSeed(),
  })
  const writeEverything = ({ night }: Store) => {
    night.begin('n-1', 1, 'inputs')
    night.putFinding(1, someFinding('f-1'))
    night.putDossier(1, 'lines')
    night.addDetail('salt', 'bytes')
    night.appendAudit({ seq: 1, bytes: '{}', hash: 'a'.repeat(64) })
    night.renewSeed()
  }

  describe('a transaction', () => {
    it('keeps all of its work, and gives its result', () => {
      const store = open()
      expect(store.transaction(() => store.night.putFinding(1, someFinding('f-1')) ?? 'done')).toBe('done')
      expect(ids(store)).toEqual(['f-1'])
    })

    it('shows its own work while it runs', () => {
      const store = open()
      store.transaction(() => {
        store.night.putFinding(1, someFinding('f-1'))
        expect(store.finding('f-1')).toEqual(someFinding('f-1'))
        expect([...store.night.findingsBySubject()]).toHaveLength(1)
      })
    })

    it('keeps nothing of work that throws, and passes on what was thrown', () => {
      const store = open()
      const before = everything(store)
      const thrown = new Error('a fault of the work itself')
      const work = () => {
        writeEverything(store)
        throw thrown
      }
      expect(() => store.transaction(work)).toThrow(thrown)
      expect(everything(store)).toEqual(before)
    })

    it('keeps nothing of work that is not to be kept, and still gives its result', () => {
      const store = open()
      const before = everything(store)
      const seen = store.transaction(
        () => {
          writeEverything(store)
          return ids(store)
        },
        (result) => result.length === 0,
      )
      expect(seen).toEqual(['f-1'])
      expect(everything(store)).toEqual(before)
    })

    it('keeps work that is to be kept', () => {
      const store = open()
      store.transaction(
        () => writeEverything(store),
        () => true,
      )
      expect(ids(store)).toEqual(['f-1'])
    })

    it('keeps nothing when the question whether to keep it fails', () => {
      const store = open()
      const keep = () => {
        throw new Error('no answer')
      }
      expect(() => store.transaction(() => writeEverything(store), keep)).toThrow('no answer')
      expect(ids(store)).toEqual([])
    })

    it('can be followed by another, however it ended', () => {
      const store = open()
      const write = (id: string) => store.night.putFinding(1, someFinding(id))
      expect(() =>
        store.transaction(() => {
          write('f-1')
          throw new Error('no')
        }),
      ).toThrow()
      store.transaction(
        () => write('f-2'),
        () => false,
      )
      store.transaction(() => write('f-3'))
      expect(ids(store)).toEqual(['f-3'])
    })
  })
}
