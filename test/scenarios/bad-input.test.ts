import { createHash } from 'node:crypto'
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { logIsWhole } from './audit-tampering.ts'
import {
  type Export,
  findingsIn,
  good,
  grantTo,
  keptIn,
  mend,
  nights,
  openHouse,
  person,
  rejectedIn,
  runNight,
  ticketFor,
  writeLines,
} from './bad-input-house.ts'
import { scratchFolders } from './scratch-folders.ts'

const [firstNight, badNight, nightAfter] = nights
const { track, copyOf, removeAll } = scratchFolders('ticketbound-bad-')
let start = ''
let withoutBadNight: readonly string[] = []

beforeAll(async () => {
  start = track(openHouse())
  expect((await runNight(start, firstNight)).code).toBe(0)
  const reference = copyOf(start)
  await runNight(reference, nightAfter)
  withoutBadNight = findingsIn(reference)
  expect(findingsIn(start)).toEqual([
    'absent-before-first-night p5: open',
    'access-without-ticket p7: open',
    'access-without-ticket p8: open',
    'access-without-ticket p9: open',
    'leaver-still-active p9: open',
  ])
}, 120_000)

afterAll(removeAll)

/** A line that cannot stand, where it is put, and what is said of it. */
type BadLine = readonly [name: string, place: Place, text: string | Buffer, field: string | undefined, message: RegExp]

/** Where a line is changed: the export, and which of its lines, counted from 1. */
type Place = readonly [file: Export, line: number]

const requests: Place = ['requests.ndjson', 2]
const access: Place = ['access.ndjson', 3]
const people: Place = ['people.ndjson', 4]
const sourceOf: Readonly<Record<Export, string>> = {
  'requests.ndjson': 'itsm',
  'access.ndjson': 'prod',
  'people.ndjson': 'hr',
}

function ticket(change: object): string {
  return JSON.stringify({ ...ticketFor('p2'), ...change })
}
function grant(change: object): string {
  return JSON.stringify({ ...grantTo('p3'), ...change })
}
function human(change: object): string {
  return JSON.stringify({ ...person('p4'), ...change })
}

const badLines: readonly BadLine[] = [
  ['a ticket without its principal', requests, ticket({ principal: undefined }), 'principal', /missing/],
  ['a grant without its entitlement', access, grant({ entitlement: undefined }), 'entitlement', /missing/],
  ['a person without a kind', people, human({ kind: undefined }), 'kind', /missing/],
  ['a field that is null where one must be', requests, ticket({ openedAt: null }), 'openedAt', /missing|null/],
  ['an account that is a number', access, grant({ account: 7 }), 'account', /number|text/],
  ['approvals that are a text', requests, ticket({ approvals: 'yes' }), 'approvals', /list/],
  ['an active that is a word', people, human({ active: 'yes' }), 'active', /true|yes/],
  ['an active that is a number', people, human({ active: 1 }), 'active', /true|1/],
  ['a path that is no list', access, grant({ via: 'group' }), 'via', /list/],
  ['a row that is a list', access, '["p3","deploy"]', undefined, /object/],
  ['a row that is a number', access, '42', undefined, /object/],
  ['a row that is null', access, 'null', undefined, /nothing/],
  ['an unknown kind', requests, ticket({ kind: 'grant' }), 'kind', /grant/],
  ['an unknown state', requests, ticket({ state: 'done' }), 'state', /done/],
  ['an unknown kind of principal', people, human({ kind: 'robot' }), 'kind', /robot/],
  ['an unknown field', access, grant({ grantedOn: '2026-01-01' }), 'grantedOn', /not a field/],
  ['a field named __proto__', access, '{"account":"p3","entitlement":"deploy","__proto__":{}}', '__proto__', /./],
  ['a date-time without a zone', requests, ticket({ closedAt: '2026-01-02T00:00:00' }), 'closedAt', /zone/],
  ['31 February', requests, ticket({ closedAt: '2026-02-31T00:00:00Z' }), 'closedAt', /exist|real/],
  ['31 February as an end', access, grant({ expiresAt: '2026-02-31' }), 'expiresAt', /exist|real/],
  ['a date as people write it', requests, ticket({ closedAt: '31-12-2021' }), 'closedAt', /31-12-2021/],
  ['a date as a number', requests, ticket({ closedAt: 1_767_225_600 }), 'closedAt', /number|text/],
  ['an empty id', access, grant({ account: '' }), 'account', /empty/],
  ['half of a character', access, '{"account":"p\\ud800","entitlement":"deploy"}', 'account', /./],
  ['a line that is no JSON', access, 'p3;deploy', undefined, /not JSON/],
  ['half of a line in the middle of a file', access, '{"account":"p3","enti', undefined, /middle/],
  ['two rows on one line', access, `${grant({})}${grant({})}`, undefined, /not JSON/],
  ['a NUL byte', access, '{"account":"p\u00003","entitlement":"deploy"}', undefined, /NUL/],
  ['a character in Latin-1', access, Buffer.from(grant({ account: 'zoë' }), 'latin1'), undefined, /UTF-8/],
  ['a line in UTF-16', access, Buffer.from(grant({}), 'utf16le'), undefined, /NUL|UTF-8/],
  ['a line of 10 MB', access, grant({ account: 'x'.repeat(10_000_000) }), undefined, /long/],
  ['an id of 2 KB', access, grant({ account: 'x'.repeat(2_000) }), 'account', /long/],
  ['brackets without end', access, '['.repeat(500_000), undefined, /./],
  ['a time before it began', requests, ticket({ closedAt: '2025-01-01T00:00:00Z' }), 'closedAt', /before/],
  ['a closed ticket without its time', requests, ticket({ closedAt: undefined }), 'closedAt', /missing|closed/],
]

describe('a bad line', () => {
  let together = ''

  beforeAll(async () => {
    together = copyOf(start)
    const loose = readFileSync(join(together, 'ticketbound.yaml'), 'utf8').replaceAll('0.5', '1')
    writeFileSync(join(together, 'ticketbound.yaml'), loose)
    for (const [file, line] of [requests, access, people]) {
      const rest = good[file].filter((_, index) => index + 1 !== line)
      writeFileSync(join(together, file), ended([...badLinesOf(file).map(([, , text]) => text), ...rest]))
    }
    const { code, stderr, sources } = await runNight(together, badNight)
    expect(code, stderr).toBe(0)
    expect(incomplete(sources)).toEqual(['itsm', 'hr', 'prod'])
  }, 120_000)

  it.each(badLines)(
    'is copied to the rejected lines with its place, its field and a remedy: %s',
    (name, [file], _, field, message) => {
      const line = badLinesOf(file).findIndex(([other]) => other === name) + 1
      const rejected = rejectedIn(together, sourceOf[file]).find((it) => it.line === line)
      expect(rejected?.file).toBe(file)
      expect(rejected?.faults[0]?.message).toMatch(message)
      expect(rejected?.faults[0]?.help).toMatch(/\w/)
      expect(rejected?.faults[0]?.field).toBe(field)
    },
  )

  it('spoils no other, changes no finding, and the night after is right', async () => {
    const rejected = Object.values(sourceOf).flatMap((source) => rejectedIn(together, source))
    expect(rejected.length).toBe(badLines.length)
    expect(findingsIn(together).filter((finding) => !finding.startsWith('source-incomplete'))).toEqual(
      findingsIn(start),
    )
    await expectGoodNightAfter(together)
  })

  it.each([requests, access, people])(
    'by itself makes only its own source incomplete: %s, line %i',
    async (file, line) => {
      const folder = copyOf(start)
      writeFileSync(join(folder, file), ended(good[file].with(line - 1, '{}')))
      const { sources } = await runNight(folder, badNight)
      expect(incomplete(sources)).toEqual([sourceOf[file]])
      expect(rejectedIn(folder, sourceOf[file]).map((it) => [it.file, it.line])).toEqual([[file, line]])
      await expectNothingLost(folder, sourceOf[file])
    },
  )
})

function badLinesOf(file: Export): readonly BadLine[] {
  return badLines.filter(([, place]) => place[0] === file)
}

describe.concurrent('an export that is not whole', () => {
  it.each<[name: string, file: Export, text: string, reason: RegExp]>([
    ['an empty access file', 'access.ndjson', '', /no rows/],
    ['an empty ticket file', 'requests.ndjson', '', /no rows/],
    ['an empty people file', 'people.ndjson', '', /no rows/],
    ['nothing but an empty line', 'access.ndjson', '\n', /no rows/],
    ['access cut off after a line', 'access.ndjson', textOf('access.ndjson').slice(0, -1), /cut off at line 8/],
    ['access cut off within a line', 'access.ndjson', textOf('access.ndjson').slice(0, -9), /cut off at line 8/],
    ['tickets cut off within a line', 'requests.ndjson', textOf('requests.ndjson').slice(0, -99), /cut off at line 6/],
    ['people cut off within a line', 'people.ndjson', textOf('people.ndjson').slice(0, -40), /cut off at line 9/],
    ['more than half of the rows gone', 'access.ndjson', `${good['access.ndjson'][0]}\n`, /maxDrop/],
  ])('is incomplete, and nobody is taken for having lost access: %s', async (_, file, text, reason) => {
    const folder = copyOf(start)
    writeFileSync(join(folder, file), text)
    const { code, stderr, sources } = await runNight(folder, badNight)
    expect(code, stderr).toBe(0)
    expect(incomplete(sources)).toEqual([sourceOf[file]])
    expect(sources.find(({ complete }) => !complete)?.reason).toMatch(reason)
    await expectNothingLost(folder, sourceOf[file])
  })

  it.each<[name: string, meta: (text: string) => string, reason: RegExp]>([
    ['other rows', (text) => meta(9, sha256(text)), /8 rows where .* says 9/],
    ['another sha256', () => meta(8, sha256('other')), /sha256/],
    ['no rows at all', () => '{"sha256":"0"}', /rows/],
    ['no JSON', () => 'rows: 8', /JSON/],
  ])('is incomplete when its meta file says %s', async (_, say, reason) => {
    const folder = copyOf(start)
    writeFileSync(join(folder, 'access.ndjson.meta.json'), say(textOf('access.ndjson')))
    const { code, sources } = await runNight(folder, badNight)
    expect(code).toBe(0)
    expect(sources.find(({ name }) => name === 'prod')).toMatchObject({
      complete: false,
      reason: expect.stringMatching(reason),
    })
    await expectNothingLost(folder, 'prod')
  })

  it('is incomplete when two lines of one ticket contradict each other, and names both', async () => {
    const folder = copyOf(start)
    const other = ticket({ closedAt: '2026-01-05T00:00:00Z' })
    writeLines(folder, 'requests.ndjson', [...good['requests.ndjson'], other])
    const { code, sources } = await runNight(folder, badNight)
    expect({ code, incomplete: incomplete(sources) }).toEqual({ code: 0, incomplete: ['itsm'] })
    const rejected = rejectedIn(folder, 'itsm').map(({ line, faults }) => [line, faults[0]?.message])
    expect(rejected).toEqual([
      [2, expect.stringContaining('requests.ndjson:7')],
      [7, expect.stringContaining('requests.ndjson:2')],
    ])
    await expectNothingLost(folder, 'itsm')
  })

  it.each<[name: string, file: Export, one: string, field: string, rejectedLines: readonly number[]]>([
    ['accounts by case', 'access.ndjson', grant({ account: 'P3' }), 'account', [3, 9]],
    ['accounts by width', 'access.ndjson', grant({ account: '\uff503' }), 'account', [3, 9]],
    ['principals by case', 'people.ndjson', human({ principal: 'P4' }), 'principal', [4, 10]],
    ['who is asked for', 'requests.ndjson', ticket({ principal: 'P2', number: 'R9' }), 'principal', [2, 7]],
  ])('is incomplete when two ids look alike, and names both: %s', async (_, file, one, field, rejectedLines) => {
    const folder = copyOf(start)
    writeLines(folder, file, [...good[file], one])
    const { code, stderr, sources } = await runNight(folder, badNight)
    expect(code, stderr).toBe(0)
    expect(incomplete(sources)).toEqual([sourceOf[file]])
    const rejected = rejectedIn(folder, sourceOf[file])
    expect(rejected.map(({ line }) => line).toSorted((a, b) => a - b)).toEqual(rejectedLines)
    expect(new Set(rejected.map(({ faults }) => faults[0]?.field))).toEqual(new Set([field]))
    await expectNothingLost(folder, sourceOf[file])
  })

  it('ends the night when two ids look alike and every line uses one of them', async () => {
    const folder = copyOf(start)
    const before = keptIn(folder)
    const all = [...good['requests.ndjson'], ticket({ entitlement: 'DEPLOY', number: 'R9' })]
    writeLines(folder, 'requests.ndjson', all)
    const { code, stderr } = await runNight(folder, badNight)
    expect(code).toBe(2)
    expect(stderr).toContain(
      '7 of 7 rows were rejected, first requests.ndjson:1: entitlement: `deploy` looks like `DEPLOY`',
    )
    expect(rejectedIn(folder, 'itsm')).toHaveLength(7)
    expect(keptIn(folder)).toEqual(before)
    mend(folder, start)
    expect((await runNight(folder, nightAfter)).code).toBe(0)
    expect(findingsIn(folder)).toEqual(withoutBadNight)
  })
})

describe.concurrent('an export that only looks unusual', () => {
  it.each<[name: string, file: Export, text: string | Buffer]>([
    ['lines that end in CRLF', 'access.ndjson', textOf('access.ndjson').replaceAll('\n', '\r\n')],
    ['a byte order mark', 'access.ndjson', `\ufeff${textOf('access.ndjson')}`],
    ['blank lines', 'access.ndjson', textOf('access.ndjson').replaceAll('\n', '\n\n')],
    ['lines that stand there twice', 'requests.ndjson', textOf('requests.ndjson').repeat(2)],
    ['grants that stand there twice', 'access.ndjson', textOf('access.ndjson').repeat(2)],
    ['people who stand there twice', 'people.ndjson', textOf('people.ndjson').repeat(2)],
    ['lines in another order', 'access.ndjson', `${good['access.ndjson'].toReversed().join('\n')}\n`],
    ['ids in decomposed form', 'access.ndjson', `${textOf('access.ndjson')}`.normalize('NFD')],
  ])('changes nothing: %s', async (_, file, text) => {
    const folder = copyOf(start)
    writeFileSync(join(folder, file), text)
    const { code, sources } = await runNight(folder, badNight)
    expect({ code, incomplete: incomplete(sources) }).toEqual({ code: 0, incomplete: [] })
    expect(findingsIn(folder)).toEqual(findingsIn(start))
  })
})

describe.concurrent('an export that cannot be used at all', () => {
  it.each<[name: string, spoil: (folder: string) => void, says: readonly string[]]>([
    [
      'a missing file',
      (folder) => rmSync(join(folder, 'access.ndjson')),
      ['source `prod` has no file or folder at', 'access.ndjson', 'check `path`'],
    ],
    [
      'a folder without exports',
      (folder) => {
        rmSync(join(folder, 'access.ndjson'))
        mkdirSync(join(folder, 'access.ndjson'))
      },
      ['source `prod` has no daily exports in', 'name them like'],
    ],
    [
      'UTF-16 with its mark',
      (folder) =>
        writeFileSync(join(folder, 'access.ndjson'), Buffer.from(`\ufeff${textOf('access.ndjson')}`, 'utf16le')),
      ['`access.ndjson` is UTF-16, not UTF-8', 'export it again as UTF-8'],
    ],
    [
      'UTF-16 without its mark',
      (folder) => writeFileSync(join(folder, 'access.ndjson'), Buffer.from(textOf('access.ndjson'), 'utf16le')),
      [
        'first access.ndjson:1: the line holds a NUL byte',
        'put right what the rejected-lines file names',
        'prod.ndjson',
      ],
    ],
    [
      'Latin-1 on most lines',
      (folder) =>
        writeFileSync(
          join(folder, 'access.ndjson'),
          Buffer.from(textOf('access.ndjson').replaceAll('"p', '"ü'), 'latin1'),
        ),
      ['first access.ndjson:1: the line is not valid UTF-8', 'put right'],
    ],
    [
      'one bad line more than is allowed',
      (folder) => {
        const strict = readFileSync(join(folder, 'ticketbound.yaml'), 'utf8').replaceAll(', maxRejected: 0.5', '')
        writeFileSync(join(folder, 'ticketbound.yaml'), strict)
        writeFileSync(
          join(folder, 'requests.ndjson'),
          withLine(good['requests.ndjson'], 2, ticket({ closedAt: '31-12-2021' })),
        )
      },
      [
        'source `itsm`: 1 of 6 rows were rejected, first requests.ndjson:2: closedAt:',
        'or raise `maxRejected`',
        'itsm.ndjson',
      ],
    ],
    [
      'another kind of file',
      (folder) => {
        const text = readFileSync(join(folder, 'ticketbound.yaml'), 'utf8').replace('access.ndjson', 'access.xlsx')
        writeFileSync(join(folder, 'ticketbound.yaml'), text)
        writeFileSync(join(folder, 'access.xlsx'), 'PK')
      },
      ['`access.xlsx`, whose format is not known', '.ndjson, .jsonl or .csv'],
    ],
  ])('ends the night with exit 2 and leaves the store as it was: %s', async (_, spoil, says) => {
    const folder = copyOf(start)
    const before = keptIn(folder)
    spoil(folder)
    const { code, stderr } = await runNight(folder, badNight)
    expect(code).toBe(2)
    for (const words of says) expect(stderr).toContain(words)
    expect(keptIn(folder)).toEqual(before)
    await expectGoodNightAfter(folder)
  })
})

/** After a night on which one source was incomplete: no finding has changed but that it was, and the next night is right. */
async function expectNothingLost(folder: string, source: string): Promise<void> {
  expectNothingChangedBut(folder, source)
  await expectGoodNightAfter(folder)
}

function expectNothingChangedBut(folder: string, incompleteSource: string): void {
  const isAdded = (finding: string) => finding.startsWith('source-incomplete ')
  expect(findingsIn(folder).filter((finding) => !isAdded(finding))).toEqual(findingsIn(start))
  expect(findingsIn(folder).filter(isAdded)).toEqual([expect.stringContaining(incompleteSource)])
}

async function expectGoodNightAfter(folder: string): Promise<void> {
  mend(folder, start)
  const { code, sources } = await runNight(folder, nightAfter)
  expect({ code, incomplete: incomplete(sources) }).toEqual({ code: 0, incomplete: [] })
  expect(findingsIn(folder).filter((finding) => !finding.startsWith('source-incomplete'))).toEqual(withoutBadNight)
  expect(
    findingsIn(folder).filter((finding) => finding.startsWith('source-incomplete') && !finding.endsWith('resolved')),
  ).toEqual([])
  expect(logIsWhole(join(folder, 'ticketbound.db'))).toBe(true)
}

function incomplete(sources: readonly { readonly name: string; readonly complete: boolean }[]): readonly string[] {
  return sources.filter(({ complete }) => !complete).map(({ name }) => name)
}

function withLine(lines: readonly string[], line: number, text: string): Buffer {
  return ended(lines.with(line - 1, text))
}

function ended(lines: readonly (string | Buffer)[]): Buffer {
  const newline = Buffer.from('\n')
  return Buffer.concat(lines.flatMap((line) => [Buffer.from(line), newline]))
}

function textOf(file: Export): string {
  return good[file].map((line) => `${line}\n`).join('')
}

function meta(rows: number, digest: string): string {
  return JSON.stringify({ rows, sha256: digest })
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}
