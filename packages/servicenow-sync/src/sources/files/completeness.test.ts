import { describe, expect, it } from 'vitest'
import { type Expected, type FileFacts, judgeCompleteness } from './completeness.ts'
import { parseFileMeta } from './file-meta.ts'

const sha256 = 'a'.repeat(64)
const whole: FileFacts = {
  file: 'x.ndjson',
  part: 'main',
  bytes: 100,
  sha256,
  unendedLine: undefined,
  rows: 10,
  rejected: 0,
  meta: undefined,
}
const sibling: FileFacts = { ...whole, file: 'approvals.csv', part: 'sibling' }
const expected: Expected = { allowEmpty: false, maxDrop: 0.5, lastCompleteRows: undefined }
const meta = (rows: number, digest = sha256) => parseFileMeta(JSON.stringify({ rows, sha256: digest }))

describe('a reading is complete', () => {
  it.each<[string, readonly FileFacts[], Partial<Expected>]>([
    ['when its file is whole', [whole], {}],
    ['when its meta file agrees', [{ ...whole, meta: meta(10) }], {}],
    ['when its meta file writes the digest in capitals', [{ ...whole, meta: meta(10, sha256.toUpperCase()) }], {}],
    ['when it is empty and may be', [{ ...whole, rows: 0, bytes: 0 }], { allowEmpty: true }],
    ['when a sibling file has only a header', [whole, { ...sibling, rows: 0 }], {}],
    ['when just as many rows are left as must be', [whole], { lastCompleteRows: 20 }],
    ['when a meta file confirms that most rows are gone', [{ ...whole, meta: meta(10) }], { lastCompleteRows: 1000 }],
    ['when a second file makes up for the rows gone from the first', [whole, whole], { lastCompleteRows: 40 }],
  ])('%s', (_, files, given) => {
    expect(judgeCompleteness(files, { ...expected, ...given })).toEqual({ complete: true })
  })
})

describe('a reading is incomplete and says why', () => {
  it.each<[string, readonly FileFacts[], Partial<Expected>, string]>([
    ['a cut-off', [{ ...whole, unendedLine: 7 }], {}, 'does not end in a newline: it may have been cut off at line 7'],
    ['a rejected row', [{ ...whole, rejected: 1 }], {}, '`x.ndjson` has 1 rejected row'],
    ['no rows', [{ ...whole, rows: 0 }], {}, '`x.ndjson` has no rows'],
    ['no rows in one of two files', [whole, { ...whole, file: 'y.ndjson', rows: 0 }], {}, '`y.ndjson` has no rows'],
    ['a sibling file of no bytes', [whole, { ...sibling, rows: 0, bytes: 0 }], {}, '`approvals.csv` has no rows'],
    [
      'a cut-off sibling file',
      [whole, { ...sibling, unendedLine: 2 }],
      {},
      '`approvals.csv` does not end in a newline',
    ],
    [
      'another count in the meta file',
      [{ ...whole, meta: meta(11) }],
      {},
      '10 rows where `x.ndjson.meta.json` says 11',
    ],
    ['another digest in the meta file', [{ ...whole, meta: meta(10, 'b'.repeat(64)) }], {}, 'does not have the sha256'],
    ['a malformed meta file', [{ ...whole, meta: parseFileMeta('{') }], {}, '`x.ndjson.meta.json` cannot be used'],
    ['too many rows gone', [whole], { lastCompleteRows: 21 }, '10 rows are left of 21'],
    [
      'all rows gone where none is allowed',
      [{ ...whole, rows: 0 }],
      { allowEmpty: true, lastCompleteRows: 1 },
      '0 rows',
    ],
    ['two things at once', [{ ...whole, rows: 0, unendedLine: 1 }], {}, 'at line 1; `x.ndjson` has no rows'],
  ])('%s', (_, files, given, reason) => {
    expect(judgeCompleteness(files, { ...expected, ...given })).toEqual({
      complete: false,
      reason: expect.stringContaining(reason),
    })
  })
})

describe('a meta file', () => {
  it.each([
    ['nothing', ''],
    ['a list', '[]'],
    ['no count', `{"sha256":"${sha256}"}`],
    ['a count below zero', `{"rows":-1,"sha256":"${sha256}"}`],
    ['a count as text', `{"rows":"1","sha256":"${sha256}"}`],
    ['two counts', `{"rows":1,"rows":2,"sha256":"${sha256}"}`],
    ['half a digest', '{"rows":1,"sha256":"abc"}'],
  ])('with %s is malformed', (_, text) => {
    expect(parseFileMeta(text)).toMatchObject({ ok: false, faults: [{ code: 'meta-malformed' }] })
  })
})
