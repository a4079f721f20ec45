import { chmodSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { logIsWhole } from './audit-tampering.ts'
import {
  findingsIn,
  good,
  grantTo,
  keptIn,
  mend,
  nights,
  openHouse,
  rejectedIn,
  runNight,
  writeLines,
} from './bad-input-house.ts'
import { runCommand } from './run-command.ts'
import { scratchFolders, sql } from './scratch-folders.ts'
import { withoutRights } from './without-rights.ts'

const [firstNight, badNight, nightAfter] = nights
const { track, copyOf, removeAll } = scratchFolders('ticketbound-bad-')
let start = ''
let withoutBadNight: readonly string[] = []

beforeAll(async () => {
  start = track(openHouse())
  await runNight(start, firstNight)
  const reference = copyOf(start)
  await runNight(reference, nightAfter)
  withoutBadNight = findingsIn(reference)
}, 120_000)

afterAll(removeAll)

const catalogue = (entitlements: string) => `defaults: { system: prod, approval: { count: 0 }, owners: [p1] }
entitlements:
${entitlements}
`

describe.concurrent('a wrong setting', () => {
  it.each<[name: string, file: string, change: (text: string) => string, says: readonly string[]]>([
    [
      'a catalogue whose entries inherit in a circle',
      'catalogue.yaml',
      () => catalogue('  - { id: deploy, inherits: admin }\n  - { id: admin, inherits: deploy }'),
      ['catalogue.yaml:3:', 'inherits', '`deploy → admin → deploy`'],
    ],
    [
      'a catalogue with an id that stands there twice',
      'catalogue.yaml',
      () => catalogue('  - id: deploy\n  - id: deploy'),
      ['catalogue.yaml:4:', 'entitlements[1].id', '`deploy`'],
    ],
    [
      'a catalogue with ids that differ by case',
      'catalogue.yaml',
      () => catalogue('  - id: deploy\n  - id: Deploy'),
      ['catalogue.yaml:4:', '`Deploy`', '`deploy`'],
    ],
    [
      'a catalogue that is cut off',
      'catalogue.yaml',
      () => 'defaults: { system: prod, ',
      ['catalogue.yaml:1:', 'check indentation'],
    ],
    ['settings that are no YAML', 'ticketbound.yaml', () => 'store: "./a\nsources: [', ['ticketbound.yaml:', 'check']],
    [
      'a tab for an indent',
      'ticketbound.yaml',
      (text) => text.replace('  - { name: itsm', '\t- { name: itsm'),
      ['ticketbound.yaml:4:', 'check indentation'],
    ],
    [
      'an unknown key',
      'ticketbound.yaml',
      (text) => text.replace('store:', 'stroe:'),
      ['ticketbound.yaml:1:1: stroe: is not a known key', 'did you mean `store`?'],
    ],
    [
      'an unknown key of a source',
      'ticketbound.yaml',
      (text) => text.replace('system: prod', 'system: prod, delimiter: ";"'),
      ['ticketbound.yaml:6:', 'sources[2].delimiter: is not a known key'],
    ],
    [
      'a key that stands there twice',
      'ticketbound.yaml',
      (text) => `${text}store: ./other.db\n`,
      ['ticketbound.yaml:7:', 'twice'],
    ],
    [
      'a share that is a percentage',
      'ticketbound.yaml',
      (text) => text.replace('maxRejected: 0.5', 'maxRejected: 50'),
      ['sources[0].maxRejected', 'between 0 and 1'],
    ],
    [
      'a catalogue that is not there',
      'ticketbound.yaml',
      (text) => text.replace('./catalogue.yaml', './katalog.yaml'),
      ['katalog.yaml: there is no such file', 'check the path'],
    ],
    ['UTF-16', 'ticketbound.yaml', (text) => `\u0000${text}`, ['ticketbound.yaml']],
  ])('ends the night with exit 2 before anything is read: %s', async (_, file, change, says) => {
    const folder = copyOf(start)
    const before = keptIn(folder)
    writeFileSync(join(folder, file), change(readFileSync(join(folder, file), 'utf8')))
    const { code, stderr } = await runNight(folder, badNight)
    expect(code, stderr).toBe(2)
    for (const words of says) expect(stderr).toContain(words)
    expect(stderr).not.toContain('reading')
    expect(keptIn(folder)).toEqual(before)
    await expectGoodNightAfter(folder)
  })
})

describe.concurrent('a clock that jumps back', () => {
  it.each(['2026-01-31T23:59:59Z', '1970-01-01T00:00:00Z'])('to %s ends the night with exit 2', async (at) => {
    const folder = copyOf(start)
    const before = keptIn(folder)
    const { code, stderr } = await runNight(folder, at)
    expect(code).toBe(2)
    expect(stderr).toContain(`${at} is before the last night, ${firstNight}`)
    expect(stderr).toContain('check the clock')
    expect(keptIn(folder)).toEqual(before)
    await expectGoodNightAfter(folder)
  })

  it('to the last night itself changes nothing', async () => {
    const folder = copyOf(start)
    const before = keptIn(folder)
    expect((await runNight(folder, firstNight)).code).toBe(0)
    expect(keptIn(folder)).toEqual(before)
  })
})

describe.concurrent('a store that is not ours to write to', () => {
  it.each<[name: string, spoil: (store: string) => void, says: string, help: string]>([
    ['a newer version', (store) => sql(store, 'PRAGMA user_version = 99'), 'has version 99', 'install the newer'],
    [
      'a text',
      (store) =>
        writeFileSync(store, 'not a database, and long enough to have a header of one hundred bytes'.repeat(9)),
      'is not a Ticketbound store',
      'name another file',
    ],
    [
      'another program’s database',
      (store) => {
        rmSync(store)
        sql(store, 'CREATE TABLE t (a)')
      },
      'is not a Ticketbound store',
      'name another file',
    ],
  ])('ends the night with exit 2 and leaves the file as it was: %s', async (_, spoil, says, help) => {
    const folder = copyOf(start)
    const store = join(folder, 'ticketbound.db')
    spoil(store)
    const before = readFileSync(store)
    const { code, stderr } = await runNight(folder, badNight)
    expect(code, stderr).toBe(2)
    expect(stderr).toContain(says)
    expect(stderr).toContain(help)
    expect(readFileSync(store).equals(before)).toBe(true)
  })

  it.each([
    ['its first page', 0.0],
    ['the middle of it', 0.5],
  ])('says that a store is damaged where %s was overwritten', async (_, where) => {
    const folder = copyOf(start)
    const store = join(folder, 'ticketbound.db')
    const bytes = readFileSync(store)
    const from = Math.max(100, Math.floor((bytes.length * where) / 8192) * 8192)
    bytes.fill(0xa5, from, from + 16_384)
    writeFileSync(store, bytes)
    const { code, stderr } = await runNight(folder, badNight)
    expect([2, 4], stderr).toContain(code)
    expect(stderr).toMatch(/damaged|not a Ticketbound store/)
  })
})

describe('missing rights', () => {
  const { through, why } = withoutRights()
  if (through === undefined) console.warn(`skipped: missing rights, because ${why}`)

  it.skipIf(through === undefined).each<[name: string, spoil: (folder: string) => void, says: readonly string[]]>([
    [
      'a source that may not be read',
      (folder) => chmodSync(join(folder, 'access.ndjson'), 0),
      ['source `prod` may not read', 'access.ndjson', 'permission to read it'],
    ],
    [
      'settings that may not be read',
      (folder) => chmodSync(join(folder, 'catalogue.yaml'), 0),
      ['may not be read', 'catalogue.yaml'],
    ],
    [
      'a store that may not be written',
      (folder) => chmodSync(join(folder, 'ticketbound.db'), 0o444),
      ['cannot be', 'write'],
    ],
    [
      'a store that may not be read',
      (folder) => chmodSync(join(folder, 'ticketbound.db'), 0),
      ['cannot be opened', 'may write to it'],
    ],
    [
      'a folder that may not be written',
      (folder) => chmodSync(folder, 0o555),
      ['could not be written', 'may be written to'],
    ],
    [
      'a folder for rejected lines that may not be written',
      (folder) => {
        writeFileSync(join(folder, 'rejected'), '')
        writeLines(folder, 'access.ndjson', [...good['access.ndjson'], 'x'])
      },
      ['rejected', 'could not be written'],
    ],
  ])('end the night with exit 2 and leave the store as it was: %s', async (_, spoil, says) => {
    const folder = copyOf(start)
    open(folder)
    const before = keptIn(folder)
    spoil(folder)
    const { code, stderr } = await runCommand(['run', '--at', badNight, '--json'], {
      cwd: folder,
      ...(through && { through }),
    })
    expect(code, stderr).toBe(2)
    for (const words of says) expect(stderr).toContain(words)
    rmSync(join(folder, 'rejected'), { force: true })
    open(folder)
    expect(keptIn(folder)).toEqual(before)
    await expectGoodNightAfter(folder)
  })
})

describe.concurrent('values that a spreadsheet would run', () => {
  const formula = `=cmd|' /C calc'!A0`

  it.each([formula, '+1+1', '-2+3', '@SUM(1)'])('are refused where they come as CSV: %s', async (cell) => {
    const folder = copyOf(start)
    const csv = readFileSync(join(folder, 'ticketbound.yaml'), 'utf8').replace('access.ndjson', 'access.csv')
    writeFileSync(join(folder, 'ticketbound.yaml'), csv)
    const rows = ['p1', 'p2', 'p3', 'p4', 'p6', 'p7', 'p8', 'p9', `"${cell}"`].map((account) => `${account},deploy`)
    writeLines(folder, 'access.csv', ['account,entitlement', ...rows])
    const { code, stderr, sources } = await runNight(folder, badNight)
    expect(code, stderr).toBe(0)
    expect(sources.find(({ name }) => name === 'prod')?.complete).toBe(false)
    const [rejected] = rejectedIn(folder, 'prod')
    expect(rejected).toMatchObject({ file: 'access.csv', line: 10 })
    expect(rejected?.faults[0]).toMatchObject({ field: 'account', message: expect.stringContaining('like a formula') })
    await expectGoodNightAfter(folder)
  })

  it('are names like others as NDJSON, and plain text in what is written', async () => {
    const folder = copyOf(start)
    const config = readFileSync(join(folder, 'ticketbound.yaml'), 'utf8')
    writeFileSync(join(folder, 'ticketbound.yaml'), `report: ./report.html\n${config}`)
    const nasty = `${formula}<img src=x onerror=alert(1)>`
    writeLines(folder, 'access.ndjson', [...good['access.ndjson'], JSON.stringify(grantTo(nasty))])
    expect((await runNight(folder, badNight)).code).toBe(0)
    expect(findingsIn(folder)).toContain(`unmatched-account ${nasty}: open`)
    const report = readFileSync(join(folder, 'report.html'), 'utf8')
    expect(report).toContain('&lt;img')
    expect(report).not.toContain('<img src=x')
  })
})

async function expectGoodNightAfter(folder: string): Promise<void> {
  mend(folder, start)
  const { code, sources } = await runNight(folder, nightAfter)
  expect(code).toBe(0)
  expect(sources.every(({ complete }) => complete)).toBe(true)
  expect(findingsIn(folder).filter((finding) => !finding.startsWith('source-incomplete'))).toEqual(withoutBadNight)
  expect(logIsWhole(join(folder, 'ticketbound.db'))).toBe(true)
}

/** Lets everybody read and write what is in a folder. */
function open(folder: string): void {
  chmodSync(folder, 0o777)
  for (const name of ['ticketbound.db', 'ticketbound.yaml', 'catalogue.yaml', ...Object.keys(good)]) {
    chmodSync(join(folder, name), 0o666)
  }
}
