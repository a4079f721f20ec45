import { hash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { day } from '../testdata/day.ts'
import {
  type AuditHead,
  appendEntry,
  type ChainBreak,
  createChainVerifier,
  type DetailRef,
  detailDigest,
  detailSalt,
  emptyHead,
  entryHash,
  type StoredEntry,
} from './audit-chain.ts'
import { canonicalJson, type Json } from './canonical.ts'

const sha256 = (text: string): string => hash('sha256', text, 'hex')
const folder = new URL('../../testdata/audit-chain/', import.meta.url)
const read = (name: string): string => readFileSync(new URL(name, folder), 'utf8')
const linesOf = (name: string): readonly string[] => read(name).split('\n').slice(0, -1)

interface Detail {
  readonly id: string
  readonly salt: string | null
  readonly bytes: string | null
}

interface Checked {
  readonly breaks?: Pick<ChainBreak, 'seq' | 'code'>
  readonly head?: AuditHead
}

interface Vector {
  readonly name: string
  readonly what: string
  readonly chain: Checked
  readonly details?: { readonly checked?: number; readonly erased?: number; readonly bad?: string }
  readonly expectHead?: AuditHead
  readonly holdsHead?: boolean
}

const vectors = JSON.parse(read('vectors.json')) as readonly Vector[]

/** An exported line: the entry's bytes are what stands between `"entry":` and the closing brace. */
function stored(line: string): StoredEntry {
  const start = '{"hash":"'.length
  const entry = start + 64 + '","entry":'.length
  return { hash: line.slice(start, start + 64), bytes: line.slice(entry, -1) }
}

const logOf = (name: string): readonly StoredEntry[] => linesOf(`${name}.ndjson`).map(stored)
const detailsOf = (name: string) => linesOf(`${name}.details.ndjson`).map((line) => JSON.parse(line) as Detail)

function verify(log: readonly StoredEntry[]): Checked {
  const verifier = createChainVerifier(sha256)
  for (const entry of log) {
    const found = verifier.next(entry)
    if (found) return { breaks: { seq: found.seq, code: found.code } }
  }
  return { head: verifier.head() }
}

function refsOf(log: readonly StoredEntry[]): Map<string, string> {
  return new Map(log.flatMap(({ bytes }) => (JSON.parse(bytes) as { details?: readonly DetailRef[] }).details ?? []))
}

/** What an auditor does with the details, in the obvious way. */
function checkDetails(log: readonly StoredEntry[], details: readonly Detail[]): Vector['details'] {
  const refs = refsOf(log)
  const kept = details.filter(({ salt, bytes }) => salt !== null && bytes !== null)
  const bad = kept.find(({ id, salt, bytes }) => detailDigest(salt ?? '', bytes ?? '', sha256) !== refs.get(id))
  return bad ? { bad: bad.id } : { checked: kept.length, erased: refs.size - kept.length }
}

describe('the golden vectors', () => {
  it.each(vectors)('$name: $what', ({ name, chain, details, expectHead, holdsHead }) => {
    const log = logOf(name)
    expect(verify(log)).toEqual(chain)
    if (details) expect(checkDetails(log, detailsOf(name))).toEqual(details)
    if (expectHead) expect(log[expectHead.count - 1]?.hash === expectHead.hash).toBe(holdsHead)
  })

  it('are all listed', () => {
    const files = readdirSync(folder).filter((file) => file.endsWith('.ndjson') && !file.includes('.details.'))
    expect(files.sort()).toEqual(vectors.map(({ name }) => `${name}.ndjson`).sort())
  })

  it('give, for the good log, exactly the bytes that sha256sum checks', () => {
    const sums = new Map(linesOf('SHA256SUMS').map((line) => [line.slice(66), line.slice(0, 64)] as const))
    for (const [file, sum] of sums) expect(sha256(read(file))).toBe(sum)
    let previous = emptyHead.hash
    for (const [at, { bytes, hash: own }] of logOf('good').entries()) {
      expect(read(`preimages/entry-${at + 1}`)).toBe(`ticketbound/audit-entry/v1\n${previous}\n${bytes}`)
      expect(sums.get(`preimages/entry-${at + 1}`)).toBe(own)
      previous = own
    }
    for (const { id, salt, bytes } of detailsOf('good')) {
      expect(read(`preimages/detail-${id}`)).toBe(`ticketbound/audit-detail/v1\n${salt}\n${bytes}`)
    }
  })

  it('are what appending the same contents gives', () => {
    let head = emptyHead
    const again = logOf('good').map(({ bytes }) => {
      const { at, run, type, facts, details } = JSON.parse(bytes)
      const content = { run, type, ...(facts && { facts }), ...(details && { details }) }
      const entry = appendEntry(head, { at: Date.parse(at), ...content }, sha256)
      head = { count: entry.entry.seq, hash: entry.hash }
      return { hash: entry.hash, bytes: entry.bytes }
    })
    expect(again).toEqual(logOf('good'))
  })
})

describe('appendEntry', () => {
  const content = { at: day(20), run: 'n-1', type: 'night' } as const

  it('starts after sixty-four zeros, with number 1', () => {
    const { entry, bytes, hash: own } = appendEntry(emptyHead, content, sha256)
    expect(entry).toEqual({ v: 1, seq: 1, at: '2026-01-20T00:00:00Z', run: 'n-1', type: 'night' })
    expect(bytes).toBe('{"at":"2026-01-20T00:00:00Z","run":"n-1","seq":1,"type":"night","v":1}')
    expect(own).toBe(entryHash('0'.repeat(64), bytes, sha256))
  })

  it('gives the same entry another hash after another head', () => {
    const hashes = ['a', 'b'].map((digit) => appendEntry({ count: 1, hash: digit.repeat(64) }, content, sha256).hash)
    expect(new Set(hashes).size).toBe(2)
  })
})

describe('detailDigest and detailSalt', () => {
  it('never give the hash of an entry with the same texts', () => {
    const hashes = [entryHash, detailDigest, detailSalt].map((digest) => digest('a', 'b', sha256))
    expect(new Set(hashes).size).toBe(3)
  })

  it('give another digest for another salt, and another salt for another row or seed', () => {
    expect(detailDigest('s1', 'x', sha256)).not.toBe(detailDigest('s2', 'x', sha256))
    expect(detailSalt('seed', '1/1', sha256)).not.toBe(detailSalt('seed', '1/2', sha256))
    expect(detailSalt('seed', '1/1', sha256)).not.toBe(detailSalt('another', '1/1', sha256))
  })
})

describe('createChainVerifier', () => {
  it('says in words which entry is bad, and keeps the head before it', () => {
    const [first, second] = logOf('flipped-byte')
    const verifier = createChainVerifier(sha256)
    expect(first && verifier.next(first)).toBeUndefined()
    expect(second && verifier.next(second)).toEqual({
      seq: 2,
      code: 'hash-mismatch',
      message: 'entry 2 has been changed, or an entry before it was',
    })
    expect(verifier.head()).toEqual({ count: 1, hash: first?.hash })
  })

  it.each(['', '{', 'null', '7', '"seq"', '[1]', '{"seq":"1"}', '{"seq":1.5e0}', '{"seq":1,"seq":1}', '{"a":1}'])(
    'takes %j for no entry',
    (bytes) => {
      const code = 'entry-not-canonical'
      expect(verify([{ bytes, hash: entryHash(emptyHead.hash, bytes, sha256) }])).toEqual({ breaks: { seq: 1, code } })
    },
  )
})

const someJson = fc.jsonValue({ maxDepth: 2 }) as fc.Arbitrary<Json>
const aDetail = fc.record({ salt: fc.uuid().map(sha256), bytes: someJson.map((value) => canonicalJson(value)) })
const someEntries = fc.array(
  fc.record({
    at: fc.integer({ min: 0, max: 4_000_000_000_000 }),
    run: fc.string({ unit: 'grapheme' }),
    type: fc.constantFrom('night', 'source', 'findings'),
    facts: fc.dictionary(fc.string({ unit: 'grapheme' }), someJson, { maxKeys: 3 }),
    details: fc.array(aDetail, { maxLength: 3 }),
  }),
  { minLength: 1, maxLength: 6 },
)

/** A log over random contents, with its details numbered from 1. */
function chained(contents: typeof someEntries extends fc.Arbitrary<infer T> ? T : never) {
  const details: Detail[] = []
  const log: StoredEntry[] = []
  let head = emptyHead
  for (const { details: given, ...content } of contents) {
    const refs = given.map(({ salt, bytes }): DetailRef => {
      details.push({ id: String(details.length + 1), salt, bytes })
      return [String(details.length), detailDigest(salt, bytes, sha256)]
    })
    const { entry, bytes, hash: own } = appendEntry(head, { ...content, details: refs }, sha256)
    log.push({ bytes, hash: own })
    head = { count: entry.seq, hash: own }
  }
  return { log, details, head }
}

/** The text with one bit of its UTF-8 bytes turned over; bytes that are no text any more become replacement characters. */
function flipped(text: string, place: number): string {
  const bytes = Buffer.from(text)
  const bit = place % (bytes.length * 8)
  bytes[bit >> 3] = (bytes[bit >> 3] ?? 0) ^ (1 << (bit & 7))
  return bytes.toString()
}

function changed<T>(items: readonly T[], place: number, change: (item: T) => T): readonly T[] {
  return items.map((item, at) => (at === place % items.length ? change(item) : item))
}

describe('a random log', () => {
  it('holds, and its details are what it says they are', () => {
    fc.assert(
      fc.property(someEntries, (contents) => {
        const { log, details, head } = chained(contents)
        expect(verify(log)).toEqual({ head })
        expect(checkDetails(log, details)).toEqual({ checked: details.length, erased: 0 })
      }),
    )
  })

  it.each(['bytes', 'hash'] as const)('shows one flipped bit in the %s of any entry, at that entry', (field) => {
    fc.assert(
      fc.property(someEntries, fc.nat(), fc.nat(), (contents, place, bit) => {
        const { log } = chained(contents)
        const forged = changed(log, place, (entry) => ({ ...entry, [field]: flipped(entry[field], bit) }))
        expect(verify(forged).breaks?.seq).toBe((place % log.length) + 1)
      }),
      { numRuns: 500 },
    )
  })

  it.each(['bytes', 'salt'] as const)('shows one flipped bit in the %s of any detail', (field) => {
    fc.assert(
      fc.property(someEntries, fc.nat(), fc.nat(), (contents, place, bit) => {
        const { log, details } = chained(contents)
        fc.pre(details.length > 0)
        const forged = changed(details, place, (it) => ({ ...it, [field]: flipped(it[field] ?? '', bit) }))
        expect(checkDetails(log, forged)).toEqual({ bad: details[place % details.length]?.id })
      }),
      { numRuns: 500 },
    )
  })

  it('shows any entry that is left out, but for the last ones', () => {
    fc.assert(
      fc.property(someEntries, fc.nat(), (contents, place) => {
        const { log } = chained(contents)
        fc.pre(log.length > 1)
        const left = place % (log.length - 1)
        expect(verify(log.filter((_, at) => at !== left)).breaks?.seq).toBe(left + 1)
      }),
    )
  })

  it('does not show that its end was cut off', () => {
    fc.assert(
      fc.property(someEntries, fc.nat(), (contents, place) => {
        const { log } = chained(contents)
        const count = place % log.length
        expect(verify(log.slice(0, count))).toEqual({ head: { count, hash: log[count - 1]?.hash ?? emptyHead.hash } })
      }),
    )
  })
})
