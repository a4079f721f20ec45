import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { openStore } from '../store/sqlite/open-store.ts'
import type { StoreReader } from '../store/store.ts'
import { startNights } from './testdata/night-driver.ts'
import { day, grantRow, requestRow } from './testdata/rows.ts'
import { type AuditCheck, verifyAudit } from './verify-audit.ts'

const folder = new URL('../../../core/testdata/audit-chain/', import.meta.url)
const linesOf = (name: string) => readFileSync(new URL(name, folder), 'utf8').split('\n').slice(0, -1)
const vectors: readonly { readonly name: string; readonly what: string; readonly [field: string]: unknown }[] =
  JSON.parse(readFileSync(new URL('vectors.json', folder), 'utf8'))

/** A store that holds the log of a golden vector. */
function storeOf(name: string): StoreReader {
  const entries = linesOf(`${name}.ndjson`).map((line) => ({ hash: line.slice(9, 73), bytes: line.slice(83, -1) }))
  const details = linesOf(`${name}.details.ndjson`).map((line) => JSON.parse(line))
  return { ...openStore(':memory:'), auditEntries: () => entries, details: () => details }
}

/** What a verification says, without how far it got before something bad. */
function said({ head, breaks, details }: AuditCheck): object {
  if (breaks) return { chain: { breaks: { seq: breaks.seq, code: breaks.code } } }
  return { chain: { head }, details: details.bad === undefined ? details : { bad: details.bad } }
}

describe('verifyAudit', () => {
  it.each(vectors)('says of the golden vector $name what it must: $what', ({ name, chain, details }) => {
    expect(said(verifyAudit(storeOf(name)))).toEqual({ chain, ...(details !== undefined && { details }) })
  })

  it('gives the head up to which a broken log holds', () => {
    const { head } = verifyAudit(storeOf('flipped-hash'))
    const [, , third] = linesOf('good.ndjson')
    expect(head).toEqual({ count: 3, hash: third?.slice(9, 73) })
  })

  it('finds the log of nights whole, with every kind of detail', async () => {
    const { night, store } = startNights()
    await night(day(4), { requests: [requestRow({ number: 'T1' })], access: [grantRow('alice'), grantRow('bob')] })
    await night(day(5), { requests: [requestRow({ number: 'T1' })], access: [grantRow('carol')] })
    const { head, breaks, details } = verifyAudit(store)
    expect(breaks).toBeUndefined()
    expect(head).toEqual(store.head())
    expect(details).toEqual({ checked: [...store.details()].length, erased: 0 })
    expect(details.checked).toBeGreaterThan(0)
  })
})
