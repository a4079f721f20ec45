import { type JudgedLine, type RequestLine, requestKey } from '@ticketbound/core'
import { describe, expect, it } from 'vitest'
import { createKeySet } from '../load/key-set.ts'
import type { LoadedRequests } from '../load/load-requests.ts'
import { nameKey } from '../load/sift-lines.ts'
import { toKeptRecord, toRehomedRecord, toShelfRecord } from '../shelf/line-record.ts'
import { packLine } from '../shelf/packed-line.ts'
import { someLine, someVerdict } from '../testdata/lines.ts'
import { mergeLines, toDossier } from './merge-lines.ts'

interface Case {
  readonly kept?: readonly JudgedLine[]
  readonly tonight?: readonly RequestLine[]
  readonly rehomed?: readonly JudgedLine[]
  /** Lines that were read tonight, whoever's they are; those given as `tonight` are among them anyway. */
  readonly alsoRead?: readonly RequestLine[]
  readonly contradicted?: readonly RequestLine[]
  readonly spoiledNames?: readonly string[]
  readonly names?: readonly string[]
}

function merge({ kept = [], tonight = [], rehomed = [], alsoRead = [], contradicted = [], ...given }: Case) {
  const { spoiledNames = [], names = ['alice'] } = given
  const keys = createKeySet()
  for (const line of [...tonight, ...alsoRead]) keys.add(requestKey(line))
  const loaded = {
    keys,
    contradicted: new Set(contradicted.map(requestKey)),
    spoiledNames: new Set(spoiledNames),
  } as unknown as LoadedRequests
  const records = [
    ...rehomed.map((judged) => toRehomedRecord(toKeptRecord(judged, packLine(judged.line)))),
    ...tonight.map((line, at) => toShelfRecord(line, 0, { file: 'f', line: at + 1 })),
  ]
  const dossier = toDossier(
    kept,
    kept.map(({ line }) => packLine(line)),
  )
  return mergeLines(dossier, records, loaded, (name) => names.includes(name))
}

const one = someLine('T1')
const changed = someLine('T1', { level: 'write' })
const other = someLine('T2')

describe('mergeLines', () => {
  it('gives nothing where there is nothing', () => {
    expect(merge({})).toEqual({ lines: [], texts: [] })
    expect(toDossier([], [])).toBeUndefined()
  })

  it('takes lines that are read for the first time', () => {
    expect(merge({ tonight: [one, other] }).lines).toEqual([{ line: one }, { line: other }])
  })

  it('keeps a rejection that is gone from its line, and then the verdict on the line with it', () => {
    const rejection = { approver: 'olga', decision: 'rejected', decidedAt: 5, how: 'native' } as const
    const rejected = someLine('T1', { approvals: [rejection] })
    const kept = [{ line: rejected, verdict: someVerdict }]
    expect(merge({ kept, tonight: [one] }).lines).toEqual(kept)
    const withBoth = someLine('T1', { level: 'write', approvals: [rejection] })
    expect(merge({ kept, tonight: [changed] }).lines).toEqual([{ line: withBoth }])
  })

  it('keeps the last known effect of a line that was not read', () => {
    const kept = [{ line: one, verdict: someVerdict }]
    expect(merge({ kept }).lines).toEqual(kept)
    expect(merge({ kept, tonight: [other] }).lines).toEqual([...kept, { line: other }])
  })

  it('lets a line read tonight replace its earlier version, without the verdict on that', () => {
    expect(merge({ kept: [{ line: one, verdict: someVerdict }], tonight: [changed] }).lines).toEqual([
      { line: changed },
    ])
  })

  it('keeps the verdict on a line that was read again as it was', () => {
    const kept = [{ line: one, verdict: someVerdict }, { line: other }]
    expect(merge({ kept, tonight: [other, one] }).lines).toEqual(kept)
  })

  it('takes a line that is repeated as it is for one', () => {
    expect(merge({ tonight: [one, one] }).lines).toEqual([{ line: one }])
    const kept = [{ line: one, verdict: someVerdict }]
    expect(merge({ kept, tonight: [one, one] }).lines).toEqual(kept)
  })

  it('gives the same lines in the same order, whatever the order in which they were read', () => {
    const lines = ['T3', 'T1', 'T2'].map((number) => someLine(number))
    expect(merge({ tonight: lines })).toEqual(merge({ tonight: [...lines].reverse() }))
  })

  it('writes what it gives so that nothing changes when nothing new is read', () => {
    const kept = [{ line: one, verdict: someVerdict }, { line: other }]
    const first = merge({ kept })
    const again = merge({ kept: first.lines, tonight: [one, other] })
    expect(toDossier(again.lines, again.texts)).toBe(toDossier(first.lines, first.texts))
  })

  it('keeps the earlier version of a line whose versions of tonight contradict each other', () => {
    const kept = [{ line: one, verdict: someVerdict }]
    expect(merge({ kept, tonight: [changed, one], contradicted: [one] }).lines).toEqual(kept)
    expect(merge({ tonight: [changed, one], contradicted: [one] }).lines).toEqual([])
  })

  it('keeps a line though versions of it that contradict each other were read for somebody else', () => {
    const kept = [{ line: one, verdict: someVerdict }]
    const elsewhere = someLine('T1', { principal: 'bob' })
    expect(merge({ kept, alsoRead: [elsewhere], contradicted: [elsewhere] }).lines).toEqual(kept)
  })

  it.each([
    ['principal', nameKey('principal', 'alice')],
    ['entitlement', nameKey('entitlement', 'deploy')],
  ])('takes no line whose %s looks like another, and keeps what was there', (_field, name) => {
    const kept = [{ line: one, verdict: someVerdict }]
    expect(merge({ kept, tonight: [changed, other], spoiledNames: [name] }).lines).toEqual(kept)
  })

  it('does not take the name of a principal for that of an entitlement', () => {
    expect(merge({ tonight: [one], spoiledNames: [nameKey('entitlement', 'alice')] }).lines).toHaveLength(1)
  })

  it('gives up a line that is another subject’s tonight', () => {
    expect(merge({ kept: [{ line: one }], alsoRead: [someLine('T1', { principal: 'bob' })] }).lines).toEqual([])
  })

  it('gives up a kept line whose name stands for somebody else now', () => {
    expect(
      merge({ kept: [{ line: one }, { line: someLine('T2', { principal: 'al' }) }], names: ['al'] }).lines,
    ).toEqual([{ line: someLine('T2', { principal: 'al' }) }])
  })

  it('takes a kept line that was rehomed to it, with its verdict', () => {
    const rehomed = [{ line: someLine('T1', { principal: 'al' }), verdict: someVerdict }]
    expect(merge({ rehomed, names: ['alice', 'al'] }).lines).toEqual(rehomed)
  })

  it('lets a line read tonight replace a rehomed one, which gives its verdict only to the same line', () => {
    const rehomed = [{ line: one, verdict: someVerdict }]
    expect(merge({ rehomed, tonight: [one] }).lines).toEqual(rehomed)
    expect(merge({ rehomed, tonight: [changed] }).lines).toEqual([{ line: changed }])
  })
})
