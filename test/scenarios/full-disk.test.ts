import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { entriesOf, logIsWhole } from './audit-tampering.ts'
import { findingsIn, good, grantTo, keptIn, nights, openHouse, writeLines } from './bad-input-house.ts'
import { runCommand } from './run-command.ts'
import { openSmallDisk } from './small-disk.ts'

const [firstNight, secondNight] = nights
const folders: string[] = []
const enough: number[] = []
let start = ''
let expected: unknown
const disk = await openSmallDisk(24)
if (disk === undefined) console.warn('skipped: a full disk, because this system lets nobody mount a small one')

beforeAll(async () => {
  start = track(openHouse())
  const config = readFileSync(join(start, 'ticketbound.yaml'), 'utf8')
  writeFileSync(join(start, 'ticketbound.yaml'), `policy: ./policy.yaml\n${config}`)
  writeFileSync(join(start, 'policy.yaml'), 'hold: false\n')
  await run(start, firstNight)
  // Enough that the night needs room everywhere: for its scratch file, its rejected lines and its store.
  const many = Array.from({ length: 1_000 }, (_, i) => JSON.stringify(grantTo(`somebody${i}`)))
  const bad = Array.from({ length: 200 }, (_, i) => `{"account":"somebody${i}","note":"${'x'.repeat(200)}"}`)
  writeLines(start, 'access.ndjson', [...good['access.ndjson'], ...many, ...bad])
  const undisturbed = copyOf(start)
  await run(undisturbed, secondNight)
  expected = leftIn(undisturbed)
}, 120_000)

afterAll(() => {
  disk?.close()
  for (const folder of folders) rmSync(folder, { recursive: true, force: true })
})

describe.skipIf(disk === undefined)('a night on a full disk', () => {
  const kilobytes = [0, 64, 512, 2_048, 8_192]

  it.each(kilobytes)('with room for %i KB says so, loses nothing, and is right once there is more', async (room) => {
    if (disk === undefined) return
    const { through } = disk
    disk.putOn(start)
    disk.leave(room)
    const { code, stderr } = await run(tmpdir(), secondNight, through)
    disk.free()
    expect([0, 2], stderr).toContain(code)
    const left = newFolder()
    disk.copyTo(left)
    if (code === 0) enough.push(room)
    else {
      expect(stderr).toMatch(/disk is full|ENOSPC|has room/)
      expect(keptIn(left)).toEqual(keptIn(start))
    }
    expect((await run(tmpdir(), secondNight, through)).code).toBe(0)
    const mended = newFolder()
    disk.copyTo(mended)
    expect(leftIn(mended)).toEqual(expected)
  })

  it('ends well where there is room enough, and not where there is none', () => {
    expect(enough).toContain(8_192)
    expect(enough).not.toContain(64)
  })
})

describe('a night that may write no file beyond a size', () => {
  it.each([64, 1_000])('of %i blocks says so, loses nothing, and is right without the limit', async (blocks) => {
    const folder = copyOf(start)
    const before = keptIn(folder)
    const { code, stderr } = await run(folder, secondNight, ['sh', '-c', `ulimit -f ${blocks}; exec "$@"`, 'sh'])
    expect(code, stderr).toBe(2)
    expect(stderr).toMatch(/EFBIG|disk failed|disk is full/)
    expect(keptIn(folder)).toEqual(before)
    expect((await run(folder, secondNight)).code).toBe(0)
    expect(leftIn(folder)).toEqual(expected)
  })
})

function run(folder: string, at: string, through?: readonly [string, ...string[]]) {
  return runCommand(['run', '--at', at, '--json'], { cwd: folder, ...(through && { through }) })
}

function leftIn(folder: string): unknown {
  expect(logIsWhole(join(folder, 'ticketbound.db'))).toBe(true)
  const rejected = readFileSync(join(folder, 'rejected', 'n-20260202T000000Z', 'prod.ndjson'), 'utf8')
  const files = readdirSync(folder).sort()
  return { log: entriesOf(join(folder, 'ticketbound.db')), findings: findingsIn(folder), rejected, files }
}

function copyOf(folder: string): string {
  const copy = newFolder()
  cpSync(folder, copy, { recursive: true })
  return copy
}

function newFolder(): string {
  return track(mkdtempSync(join(tmpdir(), 'ticketbound-full-')))
}

function track(folder: string): string {
  folders.push(folder)
  return folder
}
