import { existsSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { verifyAudit } from '../../night/verify-audit.ts'
import type { Store } from '../store.ts'
import { someEntry, someException, someFinding, someRecertification, someResult } from './records.ts'
import type { Outside } from './store-under-test.ts'
import { appendDetails } from './test-record.ts'

/** What a test of opening works with. */
export interface Opening {
  readonly open: (place: string) => Store
  /** A place where nothing is yet. */
  readonly place: () => string
  readonly outside: Outside
}

/** The clauses about stores that outlive being closed: what is there again, who else may look, what is refused. */
export function testOpening({ open, place, outside }: Opening): void {
  const fill = (store: Store) =>
    store.transaction(() => {
      const { night } = store
      night.begin('n-1', 1, 'inputs')
      night.addSubject({ id: 1, type: 'principal', name: 'alice', system: '' })
      night.addAccount({ id: 1, system: 'prod', name: 'alice', subject: 1 })
      night.putScope({ system: 'prod', source: 'prod', lastAt: 1 })
      night.putCompleteRows('prod', 7)
      night.putAlias('al', 1)
      night.addEntitlementName('prod', 'deploy')
      night.replacePeople([{ principal: 'alice', kind: 'human', active: true, accounts: [] }])
      night.addException(someException('e-1'))
      night.putDossier(1, 'lines')
      night.putSightings(1, 1, 'sightings')
      night.replaceRecertifications(1, [someRecertification()])
      night.putFinding(1, someFinding('f-1'))
      night.noteChange('n-1', 'f-1', 'opened')
      night.holdChange('n-0', { subject: 1, changed: { change: 'opened', finding: someFinding('f-2') } })
      appendDetails(store, ['one', 'two'])
      store.writeBack.putEntry(someEntry())
      night.conclude('n-1', 'published', someResult('n-1', 1))
    })
  const everything = (store: Store) => {
    const { night } = store
    return {
      nights: [...store.nights()],
      state: night.stateOf('n-1'),
      seed: night.saltSeed(),
      subjects: [...night.subjects()],
      accounts: [...night.accounts()],
      scopes: [...night.scopes()],
      rows: night.completeRows('prod'),
      aliases: [...night.aliases()],
      names: [...night.entitlementNames()],
      people: [...night.people()],
      exceptions: [...store.exceptions()],
      dossiers: [...night.dossiers()],
      sightings: [...night.sightings()],
      recertifications: [...store.recertifications()],
      findings: [...night.findingsBySubject()],
      changes: [...store.changesOf('n-1')],
      held: [...night.heldChanges('n-0')],
      entries: [...store.auditEntries()],
      details: [...store.details()],
      head: store.head(),
      written: store.writeBack.entriesOf('desk', 'f-1'),
    }
  }
  const closed = (at: string, work: (store: Store) => unknown = () => undefined): string => {
    const store = open(at)
    work(store)
    store.close()
    return at
  }

  describe('a store that was closed', () => {
    it('is there again as it was', () => {
      const at = place()
      const store = open(at)
      fill(store)
      const before = everything(store)
      store.close()
      expect(everything(open(at))).toEqual(before)
    })

    it('is there again without what a transaction did not keep', () => {
      const at = closed(place(), (store) => {
        store.transaction(
          () => store.night.putFinding(1, someFinding('f-1')),
          () => false,
        )
      })
      expect([...open(at).findings({ includeClosed: true })]).toEqual([])
    })

    it('can be closed twice', () => {
      const store = open(place())
      store.close()
      expect(() => store.close()).not.toThrow()
    })

    it('names a folder for temporary files that is there', () => {
      expect(existsSync(open(place()).workFolder)).toBe(true)
    })
  })

  describe('two connections to one store', () => {
    it('see what the other kept, and nothing before that', () => {
      const at = place()
      const [one, other] = [open(at), open(at)]
      one.transaction(() => {
        one.night.putFinding(1, someFinding('f-1'))
        expect(other.finding('f-1')).toBeUndefined()
        expect(other.lastNight()).toBeUndefined()
      })
      expect(other.finding('f-1')).toEqual(someFinding('f-1'))
    })

    it('write one after the other into one store', () => {
      const at = place()
      const [one, other] = [open(at), open(at)]
      one.transaction(() => appendDetails(one, ['one']))
      other.transaction(() => appendDetails(other, ['two']))
      one.transaction(() => appendDetails(one, ['three']))
      expect(verifyAudit(other)).toEqual({ head: one.head(), details: { checked: 3, erased: 0 } })
    })

    it('share one secret of the salts', () => {
      const at = place()
      const [one, other] = [open(at), open(at)]
      one.transaction(() => one.night.renewSeed())
      expect(other.night.saltSeed()).toBe(one.night.saltSeed())
    })
  })

  describe('a detail that was erased', () => {
    it('leaves the log whole, and is counted', () => {
      let ids: readonly string[] = []
      const at = closed(place(), (store) => {
        ids = store.transaction(() => appendDetails(store, ['one', 'two', 'three']))
      })
      const head = open(at).head()
      outside.eraseDetail(at, ids[1] ?? '')
      const store = open(at)
      expect([...store.details()].map(({ salt, bytes }) => [salt === null, bytes])).toEqual([
        [false, 'one'],
        [true, null],
        [false, 'three'],
      ])
      expect(verifyAudit(store)).toEqual({ head, details: { checked: 2, erased: 1 } })
    })
  })

  describe('what is no store of this version', () => {
    it.each([
      ['a store that a later version wrote', 'store-newer', outside.makeNewer],
      ['another program’s data', 'not-a-store', outside.makeForeign],
    ])('is refused and left as it is: %s', (_what, code, make) => {
      const at = place()
      if (make === outside.makeNewer) closed(at, fill)
      make(at)
      const before = outside.contents(at)
      expect(() => open(at)).toThrow(
        expect.objectContaining({
          kind: 'config',
          code,
          message: expect.stringMatching(
            /`.+` (has version \d+, and this program knows \d+|is not a Ticketbound store)/,
          ),
          help: expect.stringContaining('left as it is'),
        }),
      )
      expect(outside.contents(at)).toEqual(before)
    })
  })
}
