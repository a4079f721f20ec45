import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { beforeEach, describe, expect, it } from 'vitest'
import { openStore } from '../store/sqlite/open-store.ts'
import { openSmallHouse, type SmallHouse } from './testdata/small-house.ts'

let house: SmallHouse

beforeEach(async () => {
  house = await openSmallHouse()
})

describe('the log', () => {
  it('is whole, and holds the head that the run printed', async () => {
    const { head } = JSON.parse((await house.run('--json')).out)
    await house.runAgain()
    const { code, out } = await house.type('audit', 'verify', '--expect-head', `${head.count}:${head.hash}`)
    expect(code).toBe(0)
    expect(out).toMatch(/^The log is whole: \d+ entries, head \d+:[0-9a-f]{64}$/m)
  })

  it.each([
    ['more entries than there are', `999:${'0'.repeat(64)}`, 'entry 999 is expected'],
    ['another hash', `1:${'0'.repeat(64)}`, 'entry 1 of the log has another hash'],
  ])('fails with exit 4 where %s are expected', async (_what, head, says) => {
    await house.run()
    const { code, err } = await house.type('audit', 'verify', '--expect-head', head)
    expect(code).toBe(4)
    expect(err).toContain(says)
  })

  it.each([
    [
      'entry',
      'UPDATE audit SET bytes = replace(bytes, \'"rows":2\', \'"rows":3\')',
      'the log is broken: entry 3 has been changed',
    ],
    [
      'detail',
      "UPDATE detail SET bytes = replace(bytes, 'carol', 'caro1')",
      /detail \S+ is not what the log says it was/,
    ],
  ])('names the first bad %s after one byte was changed, with exit 4', async (_what, sql, says) => {
    await house.run()
    const db = new DatabaseSync(join(house.folder, 'ticketbound.db'))
    expect(db.prepare(sql).run().changes).toBeGreaterThan(0)
    db.close()
    const { code, err } = await house.type('audit', 'verify')
    expect(code).toBe(4)
    expect(err).toMatch(says)
  })

  it('is exported as it is kept', async () => {
    await house.run()
    const { code } = await house.type('audit', 'export', join(house.folder, 'audit'))
    expect(code).toBe(0)
    const store = openStore(join(house.folder, 'ticketbound.db'))
    const lines = [...store.auditEntries()].map(({ bytes, hash }) => `{"hash":"${hash}","entry":${bytes}}\n`)
    store.close()
    expect(readFileSync(join(house.folder, 'audit', 'log.ndjson'), 'utf8')).toBe(lines.join(''))
    expect(readdirSync(join(house.folder, 'audit'))).toEqual(['log.ndjson'])
  })

  it('is verified from an exported file, without the store', async () => {
    const { head } = JSON.parse((await house.run('--json')).out)
    await house.type('audit', 'export', join(house.folder, 'audit'))
    const file = join(house.folder, 'audit', 'log.ndjson')
    const { code, out } = await house.type('audit', 'verify', file, '--expect-head', `${head.count}:${head.hash}`)
    expect([code, out]).toEqual([0, `The log is whole: ${head.count} entries, head ${head.count}:${head.hash}\n`])
  })

  it.each([
    ['changed', (text: string) => text.replace('"rows":2', '"rows":3'), 'has been changed'],
    ['cut off in the middle of a line', (text: string) => text.slice(0, -20), 'is not the canonical JSON of an entry'],
    ['without an entry', (text: string) => text.replace(/^.*\n/, ''), 'says it is number 2'],
    ['of another form', (text: string) => `[]\n${text}`, 'entry 1 is not the canonical JSON of an entry'],
  ])('fails with exit 4 where the file is %s', async (_what, change, says) => {
    await house.run()
    await house.type('audit', 'export', join(house.folder, 'audit'))
    const file = join(house.folder, 'audit', 'log.ndjson')
    writeFileSync(file, change(readFileSync(file, 'utf8')))
    const { code, err } = await house.type('audit', 'verify', file)
    expect(code).toBe(4)
    expect(err).toContain(says)
  })

  it('fails with exit 4 where whole lines are missing at the end of the file, if a head was kept', async () => {
    const { head } = JSON.parse((await house.run('--json')).out)
    await house.type('audit', 'export', join(house.folder, 'audit'))
    const file = join(house.folder, 'audit', 'log.ndjson')
    writeFileSync(file, readFileSync(file, 'utf8').replace(/[^\n]*\n$/, ''))
    const { code, err } = await house.type('audit', 'verify', file, '--expect-head', `${head.count}:${head.hash}`)
    expect(code).toBe(4)
    expect(err).toContain(`entry ${head.count} is expected`)
  })

  it('names a file that is not there, with exit 2', async () => {
    const { code, err } = await house.type('audit', 'verify', join(house.folder, 'nowhere.ndjson'))
    expect(code).toBe(2)
    expect(err).toContain('there is no such file (log-not-readable)')
  })
})
