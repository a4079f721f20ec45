import { describe, expect, it } from 'vitest'
import type { Store } from '../store.ts'
import { hardText, manyRows, someRecertification } from './records.ts'
import type { OpenFresh } from './store-under-test.ts'

/** The clauses about what is remembered of each subject: its request lines and its sightings. */
export function testMemory(open: OpenFresh): void {
  const fill = (store: Store) =>
    store.transaction(() => {
      for (let subject = manyRows; subject >= 1; subject -= 1) {
        store.night.putDossier(subject, `d${subject}`)
        store.night.putSightings(subject, 2, `s${subject}/2`)
        store.night.putSightings(subject, 1, `s${subject}/1`)
      }
    })
  const ascending = Array.from({ length: manyRows }, (_, at) => at + 1)

  describe('what is remembered of one principal', () => {
    function filled(): Store {
      const store = open()
      store.transaction(() => {
        const { night } = store
        night.addSubject({ id: 1, type: 'unresolved', name: 'alice', system: '' })
        night.addSubject({ id: 2, type: 'principal', name: 'alice', system: '' })
        night.addSubject({ id: 3, type: 'account', name: 'svc', system: 'prod' })
        night.addSubject({ id: 4, type: 'account', name: 'alice', system: 'test' })
        night.addAccount({ id: 1, system: 'prod', name: 'svc', subject: 3 })
        night.addAccount({ id: 2, system: 'prod', name: 'a1', subject: 2 })
        night.addAccount({ id: 3, system: 'test', name: 'alice', subject: 4 })
        night.addAccount({ id: 4, system: 'test', name: 'a2', subject: 2 })
        night.putSightings(2, 4, hardText)
        night.putSightings(2, 2, 'one')
        night.putSightings(3, 1, 'other')
      })
      return store
    }

    it('is found by its name, which accounts and unresolved names can have as well', () => {
      const { subjectOf } = filled()
      expect(['alice', 'ALICE', 'svc', 'ghost'].map(subjectOf)).toEqual([2, undefined, undefined, undefined])
    })

    it('is what is remembered of each of its accounts', () => {
      const { holdings } = filled()
      expect([...holdings(2)]).toEqual([
        { system: 'prod', account: 'a1', sightings: 'one' },
        { system: 'test', account: 'a2', sightings: hardText },
      ])
      expect([...holdings(9)]).toEqual([])
    })

    it('leaves accounts that are no single principal\u2019s', () => {
      expect([...filled().looseAccounts()]).toEqual([
        { system: 'prod', name: 'svc' },
        { system: 'test', name: 'alice' },
      ])
    })
  })

  describe('dossiers and sightings', () => {
    it('come by subject, ascending, however many they are', () => {
      const store = open()
      fill(store)
      expect([...store.night.dossiers()]).toEqual(ascending.map((subject) => ({ subject, value: `d${subject}` })))
      expect([...store.night.sightings()].map(({ subject }) => subject)).toEqual(ascending.flatMap((it) => [it, it]))
      expect([...store.night.sightings()].slice(0, 3)).toEqual([
        { subject: 1, value: { account: 1, sightings: 's1/1' } },
        { subject: 1, value: { account: 2, sightings: 's1/2' } },
        { subject: 2, value: { account: 1, sightings: 's2/1' } },
      ])
    })

    it('come each once while what has come is written anew or dropped', () => {
      const store = open()
      fill(store)
      const seen: (readonly [number, string])[] = []
      store.transaction(() => {
        const sightings = store.night.sightings()[Symbol.iterator]()
        for (const { subject, value } of store.night.dossiers()) {
          seen.push([subject, value])
          sightings.next()
          store.night.putSightings(subject, 1, 'anew')
          if (subject % 2 === 0) store.night.dropDossier(subject)
          else store.night.putDossier(subject, 'anew')
        }
      })
      expect(seen).toEqual(ascending.map((subject) => [subject, `d${subject}`]))
      expect([...store.night.dossiers()].map(({ subject }) => subject)).toEqual(ascending.filter((it) => it % 2 === 1))
    })

    it('can be read by two readers at once, each from the start', () => {
      const store = open()
      fill(store)
      const [one, other] = [store.night.dossiers(), store.night.dossiers()].map((it) => it[Symbol.iterator]())
      one?.next()
      expect(other?.next().value).toEqual(one?.next() && { subject: 1, value: 'd1' })
    })

    it('are those written last', () => {
      const { night, transaction } = open()
      transaction(() => {
        night.putDossier(1, 'old')
        night.putSightings(1, 1, 'old')
      })
      transaction(() => {
        night.putDossier(1, 'new')
        night.putSightings(1, 1, 'new')
      })
      expect(night.dossier(1)).toBe('new')
      expect([...night.dossiers()]).toEqual([{ subject: 1, value: 'new' }])
      expect([...night.sightings()]).toEqual([{ subject: 1, value: { account: 1, sightings: 'new' } }])
    })

    it('are there for one subject alone, and gone once dropped', () => {
      const { night, transaction } = open()
      transaction(() => {
        night.putDossier(1, 'one')
        night.putDossier(2, 'two')
        night.dropDossier(1)
        night.dropDossier(9)
      })
      expect([1, 2, 9].map(night.dossier)).toEqual([undefined, 'two', undefined])
      expect([...night.dossiers()]).toHaveLength(1)
    })

    it.each([
      ['nothing at all', ''],
      ['text that is hard on stores', hardText],
      ['one letter in two Unicode forms', '\u00e9 e\u0301'],
      ['several megabytes', `${'x'.repeat(3_000_000)}🦊\n${'白'.repeat(500_000)}`],
    ])('hold %s as it was', (_what, text) => {
      const { night, transaction } = open()
      transaction(() => {
        night.putDossier(1, text)
        night.putSightings(1, 1, text)
      })
      expect(night.dossier(1) === text).toBe(true)
      expect([...night.dossiers()][0]?.value === text).toBe(true)
      expect([...night.sightings()][0]?.value.sightings === text).toBe(true)
    })
  })

  describe('recertifications', () => {
    const decided = (decidedAt: number) => someRecertification({ decidedAt })

    it('come by subject, ascending, in the order in which they were put, however many they are', () => {
      const { night, transaction } = open()
      transaction(() => {
        for (let subject = manyRows; subject >= 1; subject -= 1) {
          night.replaceRecertifications(subject, [decided(2 * subject), decided(subject)])
        }
      })
      expect([...night.recertificationsBySubject()]).toEqual(
        ascending.flatMap((subject) => [
          { subject, value: decided(2 * subject) },
          { subject, value: decided(subject) },
        ]),
      )
    })

    it('are those put last, and none once none are put', () => {
      const { night, transaction } = open()
      transaction(() => {
        night.replaceRecertifications(1, [decided(1), decided(2)])
        night.replaceRecertifications(2, [decided(3)])
        night.replaceRecertifications(1, [decided(4)])
        night.replaceRecertifications(2, [])
      })
      expect([1, 2, 9].map(night.recertificationsOf)).toEqual([[decided(4)], [], []])
      expect([...night.recertificationsBySubject()]).toEqual([{ subject: 1, value: decided(4) }])
    })

    it('are kept as they were, judged or not', () => {
      const { night, transaction } = open()
      const refused = someRecertification({ principal: hardText, decision: 'revoke' }, ['approver-not-named'])
      const { recertification } = someRecertification({ until: 9 })
      transaction(() => night.replaceRecertifications(1, [refused, { recertification }]))
      expect(night.recertificationsOf(1)).toEqual([refused, { recertification }])
    })

    it('come with their subject for those who only read', () => {
      const store = open()
      const subject = { id: 7, type: 'principal', name: 'alice', system: '' } as const
      store.transaction(() => {
        store.night.addSubject(subject)
        store.night.replaceRecertifications(7, [decided(1), decided(2)])
      })
      expect([...store.recertifications()]).toEqual([
        { subject, judged: decided(1) },
        { subject, judged: decided(2) },
      ])
    })
  })
}
