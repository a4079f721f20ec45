import type { Person } from '@ticketbound/core'
import { describe, expect, it } from 'vitest'
import type { Store, SubjectRecord } from '../store.ts'
import { hardText, manyRows, someException, someFinding } from './records.ts'
import type { OpenFresh } from './store-under-test.ts'

/** The clauses about names, scopes, people and exceptions. */
export function testHouse(open: OpenFresh): void {
  const subject = (id: number, given: Partial<SubjectRecord> = {}): SubjectRecord => ({
    id,
    type: 'principal',
    name: `p${id}`,
    system: '',
    ...given,
  })

  describe('subjects and accounts', () => {
    it('come back by their numbers, as they were', () => {
      const store = open()
      const subjects = [
        subject(1, { name: hardText }),
        subject(2, { type: 'account', name: 'svc', system: hardText }),
        subject(3, { type: 'unresolved', name: '' }),
      ]
      const accounts = [
        { id: 1, system: 'prod', name: hardText, subject: 1 },
        { id: 2, system: hardText, name: 'svc', subject: 2 },
      ]
      store.transaction(() => {
        for (const it of [...subjects].reverse()) store.night.addSubject(it)
        for (const it of [...accounts].reverse()) store.night.addAccount(it)
      })
      expect([...store.night.subjects()]).toEqual(subjects)
      expect([...store.night.accounts()]).toEqual(accounts)
    })

    it('come back however many they are', () => {
      const { night, transaction } = open()
      transaction(() => {
        for (let id = 1; id <= manyRows; id += 1) {
          night.addSubject(subject(id))
          night.addAccount({ id, system: 'prod', name: `a${id}`, subject: id })
        }
      })
      expect([...night.subjects()].map(({ id }) => id)).toEqual(Array.from({ length: manyRows }, (_, at) => at + 1))
      expect([...night.accounts()].at(-1)).toEqual({
        id: manyRows,
        system: 'prod',
        name: `a${manyRows}`,
        subject: manyRows,
      })
    })

    it('move an account with its sightings and the findings about it, and nothing else', () => {
      const { night, transaction } = open()
      const [old, next] = [1, 2]
      const about = { account: 'adm', system: 'prod' }
      const elsewhere = someFinding('f-3', { account: 'adm', system: 'dev' })
      const onlyPrincipal = someFinding('f-4', { account: undefined } as object)
      transaction(() => {
        night.addAccount({ id: 1, system: 'prod', name: 'adm', subject: old })
        night.addAccount({ id: 2, system: 'prod', name: 'other', subject: old })
        night.putSightings(old, 1, 'moves')
        night.putSightings(old, 2, 'stays')
        night.putFinding(old, someFinding('f-1', about))
        night.putFinding(old, someFinding('f-2', { ...about, account: 'other' }))
        night.putFinding(old, elsewhere)
        night.putFinding(old, onlyPrincipal)
        night.putFinding(9, someFinding('f-5', about))
        night.moveAccount({ id: 1, system: 'prod', name: 'adm', subject: next }, old)
      })
      expect([...night.accounts()].map((it) => [it.name, it.subject])).toEqual([
        ['adm', next],
        ['other', old],
      ])
      expect([...night.sightings()]).toEqual([
        { subject: old, value: { account: 2, sightings: 'stays' } },
        { subject: next, value: { account: 1, sightings: 'moves' } },
      ])
      expect(['f-1', 'f-2', 'f-3', 'f-4', 'f-5'].map(night.subjectOfFinding)).toEqual([next, old, old, old, 9])
    })

    it('move an account whose names are hard to quote', () => {
      const { night, transaction } = open()
      transaction(() => {
        night.addAccount({ id: 1, system: hardText, name: hardText, subject: 1 })
        night.putFinding(1, someFinding('f-1', { account: hardText, system: hardText }))
        night.moveAccount({ id: 1, system: hardText, name: hardText, subject: 2 }, 1)
      })
      expect(night.subjectOfFinding('f-1')).toBe(2)
    })
  })

  describe('names', () => {
    it('stand for the subject they were last given', () => {
      const { night, transaction } = open()
      transaction(() => {
        night.putAlias('al', 1)
        night.putAlias(hardText, 2)
        night.putAlias('al', 3)
      })
      expect(new Map(night.aliases())).toEqual(
        new Map([
          ['al', 3],
          [hardText, 2],
        ]),
      )
    })

    it('of entitlements are kept once for each system', () => {
      const { night, transaction } = open()
      const names = [
        ['prod', 'deploy'],
        ['prod', hardText],
        ['dev', 'deploy'],
      ] as const
      transaction(() => {
        for (const [system, native] of [...names, ...names]) night.addEntitlementName(system, native)
      })
      expect([...night.entitlementNames()].sort()).toEqual([...names].sort())
    })
  })

  describe('scopes and sources', () => {
    it('come back with just the instants they have', () => {
      const { night, transaction } = open()
      const scopes = [
        { system: 'dev', source: 'a' },
        { system: 'prod', source: hardText, lastAt: 0, lastCompleteAt: 2, firstCompleteAt: 1 },
      ]
      transaction(() => {
        for (const scope of scopes) night.putScope(scope)
      })
      expect([...night.scopes()].sort((a, b) => (a.system < b.system ? -1 : 1))).toEqual(scopes)
    })

    it('forget of a scope what its new record does not say', () => {
      const { night, transaction } = open()
      transaction(() => {
        night.putScope({ system: 'prod', source: 'a', lastAt: 1, lastCompleteAt: 1, firstCompleteAt: 1 })
        night.putScope({ system: 'prod', source: 'b', lastAt: 2 })
      })
      expect([...night.scopes()]).toEqual([{ system: 'prod', source: 'b', lastAt: 2 }])
    })

    it('remember how many rows a complete reading had, none among them', () => {
      const { night, transaction } = open()
      transaction(() => {
        night.putCompleteRows('hr', 7)
        night.putCompleteRows('hr', 2 ** 40)
        night.putCompleteRows('empty', 0)
      })
      expect(['hr', 'empty', 'unread'].map(night.completeRows)).toEqual([2 ** 40, 0, undefined])
    })
  })

  describe('people and exceptions', () => {
    const person = (principal: string): Person => ({ principal, kind: 'human', active: true, accounts: [] })

    it('are replaced as a whole, and come back as they were', () => {
      const { night, transaction } = open()
      const zoe: Person = { ...person(hardText), ids: { mail: hardText }, groups: [{ id: 'g', from: 0 }], endedAt: 9 }
      transaction(() => night.replacePeople([person('bob'), person('carol')]))
      transaction(() => night.replacePeople([zoe, person('alice')]))
      expect([...night.people()].sort((a, b) => (a.principal < b.principal ? -1 : 1))).toEqual([zoe, person('alice')])
      transaction(() => night.replacePeople([]))
      expect([...night.people()]).toEqual([])
    })

    it('come back however many they are', () => {
      const { night, transaction } = open()
      const names = Array.from({ length: manyRows }, (_, at) => `p${at}`)
      transaction(() => night.replacePeople(names.map(person)))
      expect([...night.people()].map(({ principal }) => principal).sort()).toEqual([...names].sort())
    })

    it('keep what was accepted here when those from files are replaced', () => {
      const store = open()
      const ids = () => [...store.exceptions()].map(({ id }) => id)
      const accepted = someException('e-2', { reason: hardText, covers: { finding: 'f-1' } })
      const replace = (...all: readonly string[]) =>
        store.transaction(() => store.night.replaceFileExceptions(all.map((id) => someException(id))))
      replace('e-3', 'e-1')
      store.transaction(() => store.night.addException(accepted))
      expect(ids()).toEqual(['e-1', 'e-2', 'e-3'])
      expect([...store.exceptions()][1]).toEqual(accepted)
      replace('e-4')
      expect(ids()).toEqual(['e-2', 'e-4'])
      expect([...store.night.acceptedExceptions()]).toEqual(['e-2'])
    })

    it('take the same exception twice for one', () => {
      const store: Store = open()
      for (const _ of [1, 2]) store.transaction(() => store.night.addException(someException('e-1')))
      expect([...store.exceptions()]).toEqual([someException('e-1')])
    })
  })
}
