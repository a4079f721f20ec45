import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { entriesOf, firstBadLine, flipOneBit } from './audit-tampering.ts'
import { nights, openHouse, runNight } from './bad-input-house.ts'
import { runCommand } from './run-command.ts'
import { scratchFolders, sql } from './scratch-folders.ts'

const { track, copyOf, removeAll } = scratchFolders('ticketbound-audit-')
let start = ''
let log = ''

beforeAll(async () => {
  start = track(openHouse())
  for (const at of nights) await runNight(start, at)
  await runCommand(['audit', 'export', 'audit'], { cwd: start })
  log = join(start, 'audit', 'log.ndjson')
}, 120_000)

afterAll(removeAll)

describe.concurrent('a store that somebody wrote to', () => {
  it.each<[name: string, change: (store: string) => void, says: (count: number) => string]>([
    ['one bit of the first entry', (store) => flipEntry(store, 1), () => 'entry 1 has been changed'],
    ['one bit of an entry in the middle', (store) => flipEntry(store, 5), () => 'entry 5 has been changed'],
    [
      'one bit of the last entry',
      (store) => flipEntry(store, entriesOf(store).length),
      (count) => `entry ${count} has been changed`,
    ],
    [
      'an entry that was taken out',
      (store) => sql(store, 'DELETE FROM audit WHERE seq = 4'),
      () => 'entry 4 says it is number 5',
    ],
    [
      'two entries that changed places',
      (store) =>
        sql(store, 'UPDATE audit SET seq = -seq WHERE seq IN (3, 4); UPDATE audit SET seq = 7 + seq WHERE seq < 0'),
      () => 'entry 3 says it is number 4',
    ],
    [
      'an entry that was written anew with its hash',
      (store) =>
        sql(
          store,
          'UPDATE audit SET bytes = replace(bytes, \'"rows":6\', \'"rows":7\'), hash = hex(randomblob(32)) WHERE seq = 2',
        ),
      () => 'entry 2 has been changed',
    ],
    [
      'a detail that was changed',
      (store) => sql(store, "UPDATE detail SET bytes = replace(bytes, 'p7', 'p6') WHERE bytes LIKE '%p7%'"),
      () => 'is not what the log says it was',
    ],
  ])('does not verify, and what is wrong is named: %s', async (_, change, says) => {
    const folder = copyOf(start)
    const store = join(folder, 'ticketbound.db')
    const count = entriesOf(store).length
    change(store)
    const { code, stderr } = await runCommand(['audit', 'verify'], { cwd: folder })
    expect(code, stderr).toBe(4)
    expect(stderr).toContain(says(count))
  })

  it('that lost its end verifies by itself, but not against a head that was kept elsewhere', async () => {
    const folder = copyOf(start)
    const store = join(folder, 'ticketbound.db')
    const last = entriesOf(store).at(-1)
    sql(store, `DELETE FROM audit WHERE seq = ${last?.seq}`)
    expect((await runCommand(['audit', 'verify'], { cwd: folder })).code).toBe(0)
    const { code, stderr } = await runCommand(['audit', 'verify', '--expect-head', `${last?.seq}:${last?.hash}`], {
      cwd: folder,
    })
    expect(code).toBe(4)
    expect(stderr).toContain(`entry ${last?.seq} is expected`)
  })
})

describe('an exported log', () => {
  it('checks without the command', () => {
    expect(firstBadLine(log)).toBeUndefined()
  })

  it('shows every flipped bit, at the line it is in', () => {
    const whole = readFileSync(log)
    const changed = join(start, 'audit', 'changed.ndjson')
    const missed: number[] = []
    for (let at = 0; at < whole.length; at += 37) {
      const bytes = Buffer.from(whole)
      bytes[at] = (bytes[at] ?? 0) ^ (1 << (at % 8))
      writeFileSync(changed, bytes)
      const line = whole.subarray(0, at).toString('latin1').split('\n').length
      if (firstBadLine(changed) !== line) missed.push(at)
    }
    expect(missed).toEqual([])
  })
})

/** Flips a bit in the word that says what an entry is about. */
function flipEntry(store: string, seq: number): void {
  const start = `"seq":${seq},"type":"`
  flipOneBit(store, start, start.length)
}
