import { createHash } from 'node:crypto'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { ReadOptions, RejectedLine, RowPlace } from '../source.ts'
import { type FileSource, readFileSource } from './read-file-source.ts'

const at = Date.UTC(2026, 2, 31, 12)
const good = '{"account":"alice"}\n'
const fieldMissing = { code: 'field-missing', field: 'account', message: 'is missing', help: 'add it' }
const wholeMeta = (text: string, rows: number) => JSON.stringify({ rows, sha256: digest(text) })

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'source-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

function put(name: string, content: string | Buffer): string {
  writeFileSync(join(folder, name), content)
  return join(folder, name)
}

function digest(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}

async function read(path: string, source: Partial<FileSource> = {}, options: Partial<ReadOptions> = {}) {
  const taken: [string, RowPlace][] = []
  const rejected: RejectedLine[] = []
  const accept = (row: unknown, place: RowPlace) => {
    const account = (row as { account?: string }).account
    if (account === undefined) return [fieldMissing]
    taken.push([account, place])
    return undefined
  }
  const full = { name: 'prod', path, allowEmpty: false, maxRejected: 1, maxDrop: 0.5, ...source }
  const reading = await readFileSource(full, { at, accept, reject: (line) => rejected.push(line), ...options })
  return { reading, taken, rejected, codes: rejected.map(({ line, faults }) => [line, faults[0]?.code]) }
}

describe('reading an NDJSON file', () => {
  it('hands on every row with its place, and is complete', async () => {
    const text = `${good}{"account":"bob"}\n`
    const { reading, taken } = await read(put('access.ndjson', text))
    expect(taken).toEqual([
      ['alice', { file: 'access.ndjson', line: 1 }],
      ['bob', { file: 'access.ndjson', line: 2 }],
    ])
    const whole = { files: ['access.ndjson'], rows: 2, rejected: 0, bytes: text.length, sha256: digest(text) }
    expect(reading).toEqual({ ...whole, complete: true })
  })

  it.each([
    ['CRLF', '{"account":"alice"}\r\n\r\n{"account":"bob"}\r\n', ['alice', 'bob']],
    ['a byte order mark', `\ufeff${good}`, ['alice']],
    ['blank lines', `\n${good} \t\n\n`, ['alice']],
    ['letters beyond ASCII', '{"account":"zoë"}\n', ['zoë']],
  ])('accepts %s', async (_, text, accounts) => {
    const { reading, taken } = await read(put('a.jsonl', text))
    expect(taken.map(([account]) => account)).toEqual(accounts)
    expect(reading).toMatchObject({ rejected: 0, complete: true })
  })

  it.each<[string, string | Buffer, number, string]>([
    ['JSON that is none', `${good}{"account":,}\n${good}`, 2, 'line-not-json'],
    ['half a line in the middle', `${good}{"account":"b\n${good}`, 2, 'line-not-json'],
    ['a row that lacks a field', `${good}{"name":"bob"}\n${good}`, 2, 'field-missing'],
    ['a key that stands twice', `${good}{"account":"b","account":"c"}\n${good}`, 2, 'key-repeated'],
    [
      'lists in lists without end',
      `${good}{"x":${'['.repeat(65_536)}${']'.repeat(65_536)}}\n${good}`,
      2,
      'nested-too-deep',
    ],
    ['a NUL byte', `${good}{"account":"b\0b"}\n${good}`, 2, 'line-has-nul'],
    ['a line of 10 MB', `${good}{"account":"${'b'.repeat(10_000_000)}"}\n${good}`, 2, 'line-too-long'],
    ['a Latin-1 line', Buffer.from(`${good}{"account":"zo\xeb"}\n${good}`, 'latin1'), 2, 'line-not-utf8'],
  ])('rejects %s, reads on, and is incomplete', async (_, content, line, code) => {
    const { reading, taken, rejected, codes } = await read(put('a.ndjson', content))
    expect(codes).toEqual([[line, code]])
    expect(taken.map(([, place]) => place.line)).toEqual([1, 3])
    expect(reading).toMatchObject({ rows: 2, rejected: 1, complete: false, reason: '`a.ndjson` has 1 rejected row' })
    expect(rejected[0]?.text.length).toBeLessThanOrEqual(4096)
  })

  it.each([
    ['{"account":"a",}', 'at character 16, near `}`'],
    ['{"account":"alice","entitlement":]}', 'at character 34, near `]}`'],
    ['{"account":"a"', 'stops in the middle'],
    ['', undefined],
    ['nope', 'is not JSON: `Unexpected token'],
  ])('says where the JSON of %s goes wrong', async (text, says) => {
    const { rejected } = await read(put('a.ndjson', `${good}${text}\n`))
    if (says === undefined) expect(rejected).toEqual([])
    else expect(rejected[0]?.faults[0]?.message).toContain(says)
  })

  it('keeps 4 KB of a rejected line and says that it is cut', async () => {
    const { rejected } = await read(put('a.ndjson', `${good}{"x":"${'b'.repeat(5000)}"}\n`))
    expect(rejected[0]).toMatchObject({ source: 'prod', file: 'a.ndjson', line: 2, cut: true })
    expect(rejected[0]?.text).toHaveLength(4096)
  })

  it('refuses a UTF-16 file', async () => {
    const path = put('a.ndjson', Buffer.from(`\ufeff${good}`, 'utf16le'))
    await expect(read(path)).rejects.toMatchObject({ kind: 'input', code: 'file-not-utf8' })
  })

  it('rejects every line of a UTF-16 file that has no mark', async () => {
    const { codes } = await read(put('a.ndjson', Buffer.from(good + good, 'utf16le')))
    expect(new Set(codes.map(([, code]) => code))).toEqual(new Set(['line-has-nul']))
  })
})

describe('a file that is not all there', () => {
  it('is incomplete when it is empty, not a file of nobody', async () => {
    const { reading } = await read(put('a.ndjson', ''))
    expect(reading).toMatchObject({ rows: 0, complete: false, reason: '`a.ndjson` has no rows' })
  })

  it('is complete when it is empty and may be', async () => {
    const { reading } = await read(put('a.ndjson', ''), { allowEmpty: true })
    expect(reading).toMatchObject({ rows: 0, complete: true })
  })

  it.each([
    ['in the middle of a row', `${good}{"account":"bo`, 1],
    ['after a whole row', `${good}{"account":"bob"}`, 2],
  ])('is incomplete when it was cut off %s', async (_, text, rows) => {
    const { reading } = await read(put('a.ndjson', text))
    const reason = '`a.ndjson` does not end in a newline: it may have been cut off at line 2'
    expect(reading).toMatchObject({ rows, rejected: 0, complete: false, reason })
  })

  it.each([
    ['agrees', wholeMeta(good, 1), true],
    ['counts other rows', wholeMeta(good, 2), false],
    ['has another digest', wholeMeta('other', 1), false],
    ['is malformed', 'rows: 1', false],
  ])('is judged by a meta file that %s', async (_, meta, complete) => {
    const path = put('a.ndjson', good)
    put('a.ndjson.meta.json', meta)
    expect((await read(path)).reading.complete).toBe(complete)
  })

  it('is incomplete when most rows of the last complete reading are gone', async () => {
    const { reading } = await read(put('a.ndjson', good), {}, { lastCompleteRows: 3 })
    expect(reading).toMatchObject({ complete: false, reason: expect.stringContaining('1 rows are left of 3') })
  })
})

describe('too many rejected lines', () => {
  const text = `${good.repeat(8)}{}\n{}\n`

  it('fail the reading once all of them were told', async () => {
    const told: number[] = []
    const reading = read(put('a.ndjson', text), { maxRejected: 0.1 }, { reject: ({ line }) => told.push(line) })
    await expect(reading).rejects.toMatchObject({
      kind: 'input',
      code: 'too-many-rejected-lines',
      message: 'source `prod`: 2 of 10 rows were rejected, first a.ndjson:9: account: is missing',
      help: expect.stringMatching(/rejected-lines file.*`maxRejected`/),
    })
    expect(told).toEqual([9, 10])
  })

  it('are not too many at the limit itself', async () => {
    expect((await read(put('a.ndjson', text), { maxRejected: 0.2 })).reading.rejected).toBe(2)
  })
})

describe('a folder of daily exports', () => {
  const row = (account: string) => `{"account":"${account}"}\n`

  it('is read by the latest date that has begun', async () => {
    put('2026-03-30.ndjson', row('old'))
    put('2026-03-31-a.ndjson', row('first'))
    put('2026-03-31-b.csv', 'account\nsecond\n')
    put('2026-04-01.ndjson', row('tomorrow'))
    put('notes.txt', 'no export')
    const { reading, taken } = await read(folder)
    expect(taken.map(([account]) => account)).toEqual(['first', 'second'])
    expect(reading).toMatchObject({ files: ['2026-03-31-a.ndjson', '2026-03-31-b.csv'], rows: 2, asOf: '2026-03-31' })
    const list = `${digest(row('first'))}  2026-03-31-a.ndjson\n${digest('account\nsecond\n')}  2026-03-31-b.csv\n`
    expect(reading.sha256).toBe(digest(list))
  })

  it('is incomplete while no export is old enough', async () => {
    put('2026-04-01.ndjson', row('tomorrow'))
    const { reading } = await read(folder)
    const nothing = { files: [], rows: 0, rejected: 0, bytes: 0, complete: false }
    expect(reading).toMatchObject({ ...nothing, reason: 'no export is dated 2026-03-31 or earlier' })
  })

  it('takes siblings of the same date for lists and not for rows', async () => {
    put('2026-03-31-people.csv', 'principal,kind,active,account\nalice,human,true,x\n')
    put('2026-03-31-accounts.csv', 'principal,account\nalice,al\n')
    put('2026-03-30-accounts.csv', 'principal,account\nbob,bo\n')
    const { reading } = await read(folder)
    expect(reading).toMatchObject({ files: ['2026-03-31-people.csv', '2026-03-31-accounts.csv'], rows: 1, rejected: 0 })
  })

  it('takes a file named like a sibling for rows where there are no others', async () => {
    put('2026-03-31-accounts.csv', 'account\nalice\n')
    expect((await read(folder)).reading).toMatchObject({ rows: 1, complete: true })
  })

  it.each([
    ['holds no dated file', 'access.ndjson', 'source-folder-without-exports'],
    ['holds a date that does not exist', '2026-02-31.ndjson', 'export-date-not-real'],
  ])('is an input error when it %s', async (_, name, code) => {
    put(name, good)
    await expect(read(folder)).rejects.toMatchObject({ kind: 'input', code })
  })
})

describe('a source that cannot be read', () => {
  it('is a configuration error when it is not there, and names source and path', async () => {
    const path = join(folder, 'gone.ndjson')
    const error = { kind: 'config', code: 'source-file-missing', message: expect.stringContaining(path) }
    await expect(read(path)).rejects.toMatchObject(error)
    await expect(read(path)).rejects.toThrow('source `prod`')
  })

  it('is an input error when its format is not known', async () => {
    await expect(read(put('a.xlsx', ''))).rejects.toMatchObject({ kind: 'input', code: 'source-file-format' })
  })

  it('is a configuration error when its meta file cannot be read', async () => {
    const path = put('a.ndjson', good)
    mkdirSync(`${path}.meta.json`)
    await expect(read(path)).rejects.toMatchObject({ kind: 'config', code: 'source-file-is-folder' })
  })
})

describe('while it reads', () => {
  it('tells how many bytes of how many it has read', async () => {
    const text = good.repeat(120_000)
    const told: [number, number][] = []
    await read(put('a.ndjson', text), {}, { onProgress: (done, total) => told.push([done, total]) })
    expect(told.length).toBeGreaterThan(1)
    expect(told.at(-1)).toEqual([text.length, text.length])
  })

  it('stops when it is told to', async () => {
    const stop = new AbortController()
    const path = put('a.ndjson', good.repeat(200_000))
    let rows = 0
    const accept = () => {
      rows += 1
      stop.abort()
      return undefined
    }
    await expect(read(path, {}, { accept, signal: stop.signal })).rejects.toThrow(stop.signal.reason)
    expect(rows).toBeLessThan(200_000)
  })

  it('passes on what accept throws', async () => {
    const full = new Error('the disk is full')
    const accept = () => {
      throw full
    }
    await expect(read(put('a.ndjson', good), {}, { accept })).rejects.toBe(full)
  })
})
