import { appendEntry, type DetailRef, detailDigest, emptyHead } from '@ticketbound/core'
import { sha256 } from '@ticketbound/seals'
import { describe, expect, it } from 'vitest'
import { verifyAudit } from '../../night/verify-audit.ts'
import type { NightTables, Store } from '../store.ts'
import { hardText, manyRows } from './records.ts'
import type { OpenFresh } from './store-under-test.ts'

/** Appends as many entries to an empty log as there are contents, each with one detail; gives the ids of the details. */
export function appendDetails({ night, head }: Pick<Store, 'night' | 'head'>, contents: readonly string[]) {
  let last = head()
  return contents.map((bytes, at) => {
    const salt = sha256(`${at}`)
    const id = night.addDetail(salt, bytes)
    last = append(night, last, [[id, detailDigest(salt, bytes, sha256)]])
    return id
  })
}

function append(night: NightTables, head: typeof emptyHead, details: readonly DetailRef[]) {
  const content = { at: 1, run: 'n-1', type: 'findings', facts: { hardText }, details } as const
  const { entry, bytes, hash } = appendEntry(head, content, sha256)
  night.appendAudit({ seq: entry.seq, bytes, hash })
  return { count: entry.seq, hash }
}

/** The clauses about the append-only log. */
export function testRecord(open: OpenFresh): void {
  describe('the log', () => {
    it('is empty in a new store', () => {
      const store = open()
      expect(store.head()).toEqual(emptyHead)
      expect([...store.auditEntries()]).toEqual([])
      expect([...store.details()]).toEqual([])
    })

    it('gives its entries back in order and byte for byte, and its head', () => {
      const store = open()
      const entries = [hardText, 'two', '白'.repeat(300_000)].map((bytes, at) => ({
        seq: at + 1,
        bytes,
        hash: String(at).repeat(64),
      }))
      store.transaction(() => {
        for (const entry of entries) store.night.appendAudit(entry)
      })
      expect([...store.auditEntries()]).toEqual(entries.map(({ bytes, hash }) => ({ bytes, hash })))
      expect(store.head()).toEqual({ count: 3, hash: '2'.repeat(64) })
    })

    it('takes no second entry of one number', () => {
      const store = open()
      const add = () => store.night.appendAudit({ seq: 1, bytes: '{}', hash: 'a'.repeat(64) })
      store.transaction(add)
      expect(() => store.transaction(add)).toThrow()
      expect(store.head().count).toBe(1)
    })

    it('gives detail rows back byte for byte, each under an id of its own', () => {
      const store = open()
      const contents = ['', hardText, 'x'.repeat(2_000_000)]
      const ids = store.transaction(() => contents.map((bytes) => store.night.addDetail('salt', bytes)))
      expect(new Set(ids).size).toBe(3)
      expect([...store.details()]).toEqual(contents.map((bytes, at) => ({ id: ids[at], salt: 'salt', bytes })))
    })

    it('gives the same ids again after work that was not kept', () => {
      const store = open()
      const add = () => [store.night.addDetail('salt', 'a'), store.night.addDetail('salt', 'b')]
      const lost = store.transaction(add, () => false)
      expect(store.transaction(add)).toEqual(lost)
    })

    it('verifies, however long it is', () => {
      const store = open()
      const contents = Array.from({ length: manyRows }, (_, at) => `${at} ${hardText}`)
      store.transaction(() => appendDetails(store, contents))
      expect(verifyAudit(store)).toEqual({ head: store.head(), details: { checked: manyRows, erased: 0 } })
      expect(store.head().count).toBe(manyRows)
    })
  })
}
