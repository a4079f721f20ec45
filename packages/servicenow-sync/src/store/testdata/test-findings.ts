import type { Finding, FindingChange } from '@ticketbound/core'
import { describe, expect, it } from 'vitest'
import type { Store } from '../store.ts'
import { hardText, manyIds, manyRows, someFinding } from './records.ts'
import type { OpenFresh } from './store-under-test.ts'

/** The clauses about findings, and about what nights changed of them. */
export function testFindings(open: OpenFresh): void {
  const put = (store: Store, subject: number, ...findings: readonly Finding[]) =>
    store.transaction(() => {
      for (const finding of findings) store.night.putFinding(subject, finding)
    })
  const ids = (findings: Iterable<Finding>) => [...findings].map(({ id }) => id)
  const full = someFinding('f-1', {
    state: 'accepted',
    level: hardText,
    counterpart: hardText,
    ticket: 'REQ1',
    tickets: ['REQ1', hardText],
    message: hardText,
    since: 0,
    facts: { level: 'write', rank: 1, path: ['ops', hardText], expiresAt: Date.UTC(9999, 11, 31) },
    acceptance: { exception: 'e-1', facts: { rank: 0 } },
    outgrown: ['e-0'],
    reopenedBecause: 'it is back',
    lapsed: 'e-9',
  })

  describe('findings', () => {
    it('come back as they were', () => {
      const store = open()
      put(store, 3, full)
      expect(store.finding('f-1')).toEqual(full)
      expect([...store.findings({ includeClosed: true })]).toEqual([full])
      expect([...store.night.findingsBySubject()]).toEqual([{ subject: 3, value: full }])
      expect(store.night.subjectOfFinding('f-1')).toBe(3)
    })

    it('hold long texts and much evidence as they were', () => {
      const store = open()
      const tickets = Array.from({ length: 20_000 }, (_, at) => `REQ${at} 🦊`)
      put(store, 1, someFinding('f-1', { message: '白'.repeat(300_000), tickets }))
      expect(store.finding('f-1')?.message).toHaveLength(300_000)
      expect(store.finding('f-1')?.tickets).toEqual(tickets)
    })

    it('are not there until they are put', () => {
      const store = open()
      expect(store.finding('f-1')).toBeUndefined()
      expect(store.night.subjectOfFinding('f-1')).toBeUndefined()
      expect(ids(store.findings({ includeClosed: true }))).toEqual([])
    })

    it('come in the order of their ids, however many they are', () => {
      const store = open()
      const all = manyIds(manyRows)
      put(store, 1, ...[...all].reverse().map((id) => someFinding(id)))
      expect(ids(store.findings({ includeClosed: true }))).toEqual(all)
      expect(ids(store.findings({ includeClosed: false }))).toEqual(all)
    })

    it('leave out those that are resolved unless they are asked for', () => {
      const store = open()
      const states = ['open', 'resolved', 'reopened', 'accepted'] as const
      put(store, 1, ...states.map((state) => someFinding(`f-${state}`, { state })))
      expect(ids(store.findings({ includeClosed: false }))).toEqual(['f-accepted', 'f-open', 'f-reopened'])
      expect(ids(store.findings({ includeClosed: true }))).toHaveLength(4)
    })

    it('replace what stood under their id', () => {
      const store = open()
      put(store, 1, someFinding('f-1'))
      put(store, 2, someFinding('f-1', { state: 'resolved', principal: 'bob' }))
      expect(store.finding('f-1')).toMatchObject({ state: 'resolved', principal: 'bob' })
      expect(store.night.subjectOfFinding('f-1')).toBe(2)
      expect(ids(store.findings({ includeClosed: false }))).toEqual([])
    })

    it('come by subject, ascending, in every state, without those of the house', () => {
      const store = open()
      put(store, 2, someFinding('f-1'), someFinding('f-4', { state: 'resolved' }))
      put(store, 1, someFinding('f-3'))
      put(store, 0, someFinding('f-2'), someFinding('f-0', { state: 'resolved' }))
      expect([...store.night.findingsBySubject()].map(({ subject, value }) => [subject, value.id])).toEqual([
        [1, 'f-3'],
        [2, 'f-1'],
        [2, 'f-4'],
      ])
      expect(ids(store.night.findingsOfHouse())).toEqual(['f-0', 'f-2'])
      expect(store.night.subjectOfFinding('f-0')).toBe(0)
    })

    it('come by subject while what has come is written anew', () => {
      const store = open()
      put(store, 1, ...manyIds(manyRows).map((id) => someFinding(id)))
      let seen = 0
      store.transaction(() => {
        for (const { subject, value } of store.night.findingsBySubject()) {
          seen += 1
          store.night.putFinding(subject, { ...value, state: 'resolved' })
        }
      })
      expect(seen).toBe(manyRows)
      expect(ids(store.findings({ includeClosed: false }))).toEqual([])
    })
  })

  describe('what a night changed', () => {
    const told = (store: Store, run: string) =>
      [...store.changesOf(run)].map(({ change, finding }) => `${finding.id} ${change}`)

    it('is nothing for a night that is not known', () => {
      expect(told(open(), 'n-1')).toEqual([])
    })

    it('comes with each finding as it stands, in the order in which it was noted, one night’s alone', () => {
      const store = open()
      put(store, 1, full, someFinding('f-2', { state: 'resolved' }))
      store.transaction(() => {
        store.night.noteChange('n-1', 'f-2', 'resolved')
        store.night.noteChange('n-1', 'f-1', 'accepted')
        store.night.noteChange('n-2', 'f-2', 'reopened')
      })
      expect(told(store, 'n-1')).toEqual(['f-2 resolved', 'f-1 accepted'])
      expect(told(store, 'n-2')).toEqual(['f-2 reopened'])
      expect([...store.changesOf('n-1')][1]?.finding).toEqual(full)
    })

    it('comes, while the night is held, as it would be, and the findings stay as they are', () => {
      const store = open()
      put(store, 7, someFinding('f-1'))
      const held: readonly [number, FindingChange, Finding][] = [
        [7, 'resolved', someFinding('f-1', { state: 'resolved' })],
        [0, 'opened', someFinding('f-2', { message: hardText })],
        [8, 'refreshed', someFinding('f-3')],
      ]
      store.transaction(() => {
        for (const [subject, change, finding] of held)
          store.night.holdChange('n-1', { subject, changed: { change, finding } })
        store.night.holdChange('n-2', { subject: 1, changed: { change: 'opened', finding: someFinding('f-9') } })
      })
      expect(told(store, 'n-1')).toEqual(['f-1 resolved', 'f-2 opened'])
      expect([...store.night.heldChanges('n-1')]).toEqual(
        held.map(([subject, change, finding]) => ({ subject, changed: { change, finding } })),
      )
      expect(ids(store.findings({ includeClosed: true }))).toEqual(['f-1'])
      expect(store.finding('f-1')?.state).toBe('open')
    })

    it('is forgotten once what was held is dropped, for that night alone', () => {
      const store = open()
      const change = { subject: 1, changed: { change: 'opened' as const, finding: someFinding('f-1') } }
      store.transaction(() => {
        for (const run of ['n-1', 'n-2']) store.night.holdChange(run, change)
        store.night.dropHeldChanges('n-1')
      })
      expect(told(store, 'n-1')).toEqual([])
      expect(told(store, 'n-2')).toEqual(['f-1 opened'])
    })

    it('comes in order however much it is, held or not', () => {
      const store = open()
      const all = manyIds(manyRows).map((id) => someFinding(id))
      store.transaction(() => {
        for (const finding of all) {
          store.night.putFinding(1, finding)
          store.night.noteChange('n-1', finding.id, 'opened')
          store.night.holdChange('n-2', { subject: 1, changed: { change: 'resolved', finding } })
        }
      })
      expect([...store.changesOf('n-1')].map(({ finding }) => finding.id)).toEqual(manyIds(manyRows))
      expect([...store.changesOf('n-2')].map(({ finding }) => finding.id)).toEqual(manyIds(manyRows))
      expect([...store.night.heldChanges('n-2')]).toHaveLength(manyRows)
    })

    it('can be published while it is read', () => {
      const store = open()
      store.transaction(() => {
        for (const id of manyIds(manyRows))
          store.night.holdChange('n-1', { subject: 4, changed: { change: 'opened', finding: someFinding(id) } })
      })
      store.transaction(() => {
        for (const { subject, changed } of store.night.heldChanges('n-1')) {
          store.night.putFinding(subject, changed.finding)
          store.night.noteChange('n-1', changed.finding.id, 'opened')
        }
        store.night.dropHeldChanges('n-1')
      })
      expect(ids(store.findings({ includeClosed: false }))).toEqual(manyIds(manyRows))
      expect([...store.changesOf('n-1')]).toHaveLength(manyRows)
    })
  })
}
