import { emptyHead } from '@ticketbound/core'
import { describe, expect, it } from 'vitest'
import { openStore } from '../../store/sqlite/open-store.ts'
import type { Store } from '../../store/store.ts'
import { verifyAudit } from '../verify-audit.ts'
import { type AuditWriter, createAuditWriter } from './audit-writer.ts'

function written(store: Store, work: (writer: AuditWriter) => void, seed = 'seed'): AuditWriter {
  return store.transaction(() => {
    const writer = createAuditWriter(store.night, { head: store.head(), run: 'n-1', at: 0, seed })
    work(writer)
    return writer
  })
}

const entries = (store: Store) => [...store.auditEntries()].map(({ bytes }) => JSON.parse(bytes))
const shape = (store: Store) => entries(store).map(({ type, details }) => [type, details?.length ?? 0])
const salts = (store: Store) => [...store.details()].map(({ salt }) => salt)

describe('an audit writer', () => {
  it('writes nothing where nothing is to be written', () => {
    const store = openStore(':memory:')
    expect(written(store, (audit) => audit.flush()).head()).toEqual(emptyHead)
    expect(entries(store)).toEqual([])
  })

  it('writes an entry at once, after those that are there', () => {
    const store = openStore(':memory:')
    for (const name of ['a', 'b']) written(store, (audit) => audit.entry('source', { name }))
    expect(entries(store)).toEqual(
      ['a', 'b'].map((name, at) => ({
        v: 1,
        seq: at + 1,
        at: '1970-01-01T00:00:00Z',
        run: 'n-1',
        type: 'source',
        facts: { name },
      })),
    )
    expect(verifyAudit(store).head).toEqual(store.head())
  })

  it('speaks of at most 500 details in one entry', () => {
    const store = openStore(':memory:')
    const writer = written(store, (audit) => {
      for (let count = 0; count < 1001; count += 1) audit.detail('findings', `${count}`)
      audit.flush()
    })
    expect(shape(store)).toEqual([
      ['findings', 500],
      ['findings', 500],
      ['findings', 1],
    ])
    expect(writer.head()).toEqual(store.head())
    expect(verifyAudit(store).details).toEqual({ checked: 1001, erased: 0 })
  })

  it('writes the entry for waiting details before anything else', () => {
    const store = openStore(':memory:')
    written(store, (audit) => {
      audit.detail('verdicts', 'v')
      audit.detail('findings', 'f')
      audit.entry('held', { changes: 1 })
      audit.flush()
    })
    expect(shape(store)).toEqual([
      ['verdicts', 1],
      ['findings', 1],
      ['held', 0],
    ])
  })

  it('salts every row of a log in its own way, the same content too', () => {
    const store = openStore(':memory:')
    for (const _ of [1, 2]) {
      written(store, (audit) => {
        for (const bytes of ['same', 'same']) audit.detail('findings', bytes)
        audit.flush()
      })
    }
    expect(new Set(salts(store)).size).toBe(4)
    const digests = entries(store).flatMap(({ details }) => details.map(([, digest]: [string, string]) => digest))
    expect(new Set(digests).size).toBe(4)
  })

  it('writes the same log again from the same secret, and another from another', () => {
    const [one, again, other] = ['seed', 'seed', 'another'].map((seed) => {
      const store = openStore(':memory:')
      written(
        store,
        (audit) => {
          audit.detail('findings', 'same')
          audit.flush()
        },
        seed,
      )
      return store.head().hash
    })
    expect(again).toBe(one)
    expect(other).not.toBe(one)
  })
})
