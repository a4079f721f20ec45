import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { entriesOf, logIsWhole } from './audit-tampering.ts'
import { findingsIn, nights, openHouse, runNight } from './bad-input-house.ts'
import { runCommand } from './run-command.ts'

const [firstNight, secondNight, thirdNight] = nights
const preload = new URL('./killed-night-preload.ts', import.meta.url).href
const command = ['run', '--at', secondNight, '--json']
const folders: string[] = []
let start = ''
let expected: unknown

beforeAll(async () => {
  start = track(openHouse())
  await runNight(start, firstNight)
  const undisturbed = copyOf(start)
  await runNight(undisturbed, secondNight)
  expected = leftIn(undisturbed)
}, 120_000)

afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true })
})

/** What a process may end with when another one works on the same store: done, or refused in words. */
const overtaken = /another process (concluded the night|is writing to the store)/

describe('two processes on one store', () => {
  it('that run the same night leave what one leaves, and the one that came too late says so', async () => {
    const folder = copyOf(start)
    const both = await Promise.all([runNight(folder, secondNight), runNight(folder, secondNight)])
    expect(both.map(({ code }) => code)).toContain(0)
    for (const { code, stderr } of both) if (code !== 0) expect({ code, stderr }).toEqual(refused)
    expect(leftIn(folder)).toEqual(expected)
  })

  it('that make the same store leave one whole store', async () => {
    const folder = copyOf(start)
    rmSync(join(folder, 'ticketbound.db'))
    const both = await Promise.all([runNight(folder, firstNight), runNight(folder, firstNight)])
    expect(both.map(({ code }) => code)).toContain(0)
    for (const { code, stderr } of both) if (code !== 0) expect({ code, stderr }).toEqual(refused)
    expect(findingsIn(folder)).toEqual(findingsIn(start))
    expect(logIsWhole(join(folder, 'ticketbound.db'))).toBe(true)
  })

  it('that run two nights never lose the later one', async () => {
    const folder = copyOf(start)
    const [second, third] = await Promise.all([runNight(folder, secondNight), runNight(folder, thirdNight)])
    if (second?.code !== 0) expect(second).toMatchObject({ code: 2 })
    if (third?.code !== 0) {
      expect(third).toMatchObject(refused)
      expect((await runNight(folder, thirdNight)).code).toBe(0)
    }
    expect(findingsIn(folder)).toEqual(findingsIn(start))
    expect(logIsWhole(join(folder, 'ticketbound.db'))).toBe(true)
  })

  it.each<[when: string, label: string, ownCode: number, rival: RegExp, rivalCode: number]>([
    ['before it begins', 'sql PRAGMA busy_timeout = 10000', 0, /published/, 0],
    ['while it reads', 'says reading prod', 2, /published/, 0],
    ['while it writes', 'sql UPDATE night SET state = ?, result = ? WHERE run = ?', 0, /is writing to the store/, 2],
    ['after its commit', 'prints', 0, /^$/, 0],
  ])(
    'leave what one leaves, when one runs from beginning to end within the other: %s',
    async (_, label, ownCode, rival, rivalCode) => {
      const tried = copyOf(start)
      const stepsFile = join(track(mkdtempSync(join(tmpdir(), 'ticketbound-rivals-'))), 'steps')
      await runCommand(command, { cwd: tried, env: { NODE_OPTIONS: `--import=${preload}`, STEPS_FILE: stepsFile } })
      const labels = readFileSync(stepsFile, 'utf8').split('\n')
      const step = labels.indexOf(label) + 1
      const folder = copyOf(start)
      const said = `${stepsFile}-rival`
      const env = { NODE_OPTIONS: `--import=${preload}`, RIVAL_BEFORE: String(step), RIVAL_SAID: said }
      const { code, stderr } = await runCommand(command, { cwd: folder, env })
      expect(code, stderr).toBe(ownCode)
      if (ownCode !== 0) expect(stderr).toContain('another process concluded the night of 2026-02-02T00:00:00Z')
      expect(JSON.parse(readFileSync(said, 'utf8'))).toEqual({ code: rivalCode, stderr: expect.stringMatching(rival) })
      expect(findingsIn(folder)).toEqual(findingsIn(tried))
      expect(logIsWhole(join(folder, 'ticketbound.db'))).toBe(true)
    },
  )

  it('of which one only reads never disturb each other', async () => {
    const folder = copyOf(start)
    const [night, ...readers] = await Promise.all([
      runNight(folder, secondNight),
      runCommand(['findings', '--json', '--all'], { cwd: folder }),
      runCommand(['audit', 'verify'], { cwd: folder }),
    ])
    expect(night?.code).toBe(0)
    expect(readers.map(({ code, stderr }) => ({ code, stderr }))).toEqual(readers.map(() => ({ code: 0, stderr: '' })))
    expect(leftIn(folder)).toEqual(expected)
  })
})

const refused = { code: 2, stderr: expect.stringMatching(overtaken) }

function leftIn(folder: string): unknown {
  return { findings: findingsIn(folder), log: entriesOf(join(folder, 'ticketbound.db')) }
}

function track(folder: string): string {
  folders.push(folder)
  return folder
}

function copyOf(folder: string): string {
  const copy = track(mkdtempSync(join(tmpdir(), 'ticketbound-rivals-')))
  cpSync(folder, copy, { recursive: true })
  return copy
}
