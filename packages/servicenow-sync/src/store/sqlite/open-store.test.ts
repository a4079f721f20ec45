import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { Worker } from 'node:worker_threads'
import { afterAll, describe, expect, it } from 'vitest'
import { manyIds, someEntry, someFinding } from '../testdata/records.ts'
import { testStore } from '../testdata/test-store.ts'
import { openStore } from './open-store.ts'

const folder = mkdtempSync(join(tmpdir(), 'store-'))
afterAll(() => rmSync(folder, { recursive: true }))
const fileOf = (place: string): string => join(folder, place, 'ticketbound.db')

function withDatabase(place: string, work: (db: DatabaseSync) => void): void {
  mkdirSync(dirname(fileOf(place)), { recursive: true })
  const db = new DatabaseSync(fileOf(place))
  work(db)
  db.close()
}

const contents = (place: string) =>
  readdirSync(join(folder, place)).map((name) => [name, readFileSync(join(folder, place, name), 'hex')])

testStore({ name: 'SQLite in memory', open: () => openStore(':memory:') })

testStore({
  name: 'SQLite in a file',
  open: (place) => openStore(fileOf(place)),
  outside: {
    eraseDetail: (place, id) =>
      withDatabase(place, (db) => db.prepare('UPDATE detail SET salt = NULL, bytes = NULL WHERE id = ?').run(id)),
    makeNewer: (place) => withDatabase(place, (db) => db.exec('PRAGMA user_version = 999')),
    makeForeign: (place) =>
      withDatabase(place, (db) => db.exec('CREATE TABLE theirs (a); INSERT INTO theirs VALUES (1)')),
    contents,
  },
})

describe('opening a SQLite store', () => {
  it('makes the folder that is not there yet', () => {
    const place = join('a', 'folder', 'below')
    openStore(fileOf(place)).close()
    expect(readdirSync(join(folder, place))).toEqual(['ticketbound.db'])
  })

  it('brings one of an earlier version up to date, with what is in it', () => {
    openStore(fileOf('earlier')).close()
    withDatabase('earlier', (db) => db.exec('DROP TABLE write_back; PRAGMA user_version = 2'))
    withDatabase('earlier', (db) => db.exec("INSERT INTO person (principal, body) VALUES ('al', '{}')"))
    const store = openStore(fileOf('earlier'))
    store.transaction(() => store.writeBack.putEntry(someEntry()))
    expect(store.writeBack.entriesOf('desk', 'f-1')).toEqual([someEntry()])
    expect([...store.night.people()]).toHaveLength(1)
    store.close()
  })

  it.skipIf(process.platform === 'win32')('lets nobody but this user read a new one, or what lies beside it', () => {
    const store = openStore(fileOf('private'))
    store.transaction(() => store.night.begin('n-1', 0, ''))
    const modes = readdirSync(join(folder, 'private')).map(
      (name) => statSync(join(folder, 'private', name)).mode & 0o777,
    )
    store.close()
    expect(modes).toEqual([0o600, 0o600, 0o600])
  })

  it('takes an empty file for a store that has nothing yet', () => {
    mkdirSync(join(folder, 'empty'))
    writeFileSync(fileOf('empty'), '')
    const store = openStore(fileOf('empty'))
    expect(store.lastNight()).toBeUndefined()
    store.close()
  })

  it.each([
    ['a text file', 'store: ./ticketbound.db\n'],
    ['a long text file', 'This is no database. '.repeat(1000)],
    ['a file of zeros', '\u0000'.repeat(8192)],
  ])('refuses %s, and leaves it as it is', (what, text) => {
    mkdirSync(join(folder, what))
    writeFileSync(fileOf(what), text)
    expect(() => openStore(fileOf(what))).toThrow(expect.objectContaining({ code: 'not-a-store' }))
    expect(readFileSync(fileOf(what), 'utf8')).toBe(text)
    expect(readdirSync(join(folder, what))).toEqual(['ticketbound.db'])
  })

  it('refuses a database that another program has put its mark on, and leaves it as it is', () => {
    withDatabase('marked', (db) => db.exec('PRAGMA application_id = 42; PRAGMA user_version = 1'))
    const before = contents('marked')
    expect(() => openStore(fileOf('marked'))).toThrow(expect.objectContaining({ code: 'not-a-store' }))
    expect(contents('marked')).toEqual(before)
  })

  it.each([
    [
      'a folder stands where the file should be',
      'as-folder',
      () => mkdirSync(fileOf('as-folder'), { recursive: true }),
    ],
    ['a file stands where its folder should be', 'as-file', () => writeFileSync(join(folder, 'as-file'), '')],
  ])('says so when %s', (_what, place, make) => {
    make()
    expect(() => openStore(fileOf(place))).toThrow(
      expect.objectContaining({ kind: 'config', code: 'store-not-openable', message: expect.stringContaining(place) }),
    )
  })

  it('lets two connections make one store at the same moment', async () => {
    const made = [0, 1].map(
      () =>
        new Promise((resolve, reject) => {
          const { href } = new URL('./open-store.ts', import.meta.url)
          const code = `import(${JSON.stringify(href)}).then(({ openStore }) => openStore(${JSON.stringify(fileOf('twice'))}).close())`
          new Worker(code, { eval: true, execArgv: ['--conditions=ticketbound-source'] })
            .once('error', reject)
            .once('exit', resolve)
        }),
    )
    expect(await Promise.all(made)).toEqual([0, 0])
    const store = openStore(fileOf('twice'))
    expect(store.night.saltSeed()).toMatch(/^[0-9a-f]{64}$/)
    store.close()
  })
})

describe('a SQLite store that another connection is writing to', () => {
  const holder = `
    const { workerData, parentPort } = require('node:worker_threads')
    const db = new (require('node:sqlite').DatabaseSync)(workerData)
    db.exec('BEGIN IMMEDIATE')
    parentPort.postMessage('held')
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 400)
    db.exec('COMMIT')
    db.close()`

  it('waits until the other has finished', async () => {
    openStore(fileOf('busy')).close()
    const worker = new Worker(holder, { eval: true, workerData: fileOf('busy') })
    await new Promise((resolve) => worker.once('message', resolve))
    const store = openStore(fileOf('busy'))
    store.transaction(() => store.night.putFinding(1, someFinding('f-1')))
    expect(store.finding('f-1')).toBeDefined()
    store.close()
    await worker.terminate()
  })
})

describe('a SQLite store that was damaged', () => {
  const damaged = expect.objectContaining({ kind: 'input', code: 'store-damaged', message: 'the store is damaged' })

  /** A store whose bytes from a place on are overwritten. */
  function damagedFrom(place: string, from: number, to?: number): string {
    const file = fileOf(place)
    const made = openStore(file)
    made.transaction(() => {
      for (const id of manyIds(2000)) made.night.putFinding(1, someFinding(id))
    })
    made.close()
    const bytes = readFileSync(file)
    bytes.fill(0xff, from, to)
    writeFileSync(file, bytes)
    return file
  }

  it('says so when what is damaged is read', () => {
    const store = openStore(damagedFrom('damaged-end', 8192 * 20))
    expect(() => store.transaction(() => [...store.findings({ includeClosed: true })])).toThrow(damaged)
    store.close()
  })

  it('says so at once when its schema is damaged', () => {
    const file = damagedFrom('damaged-start', 100, 8192)
    expect(() => openStore(file)).toThrow(damaged)
  })
})
