import { execFile } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { alive, type NightFigure, type SizeFigures } from './figures.ts'
import { generate, rowFiles } from './generate.ts'
import { differencesOf } from './planted.ts'
import { topSelfTime } from './top-self-time.ts'

const script = fileURLToPath(new URL('./run-bench.ts', import.meta.url))
const folder = mkdtempSync(join(tmpdir(), 'ticketbound-bench-test-'))
const run = promisify(execFile)
const bench = (...args: string[]) => run(process.execPath, ['--conditions=ticketbound-source', script, ...args])

afterAll(() => rmSync(folder, { recursive: true, force: true }))

describe('pnpm bench', () => {
  const results = join(folder, 'results.json')
  let size: SizeFigures
  let night: NightFigure
  let second: NightFigure

  beforeAll(async () => {
    const { stdout } = await bench('--sizes', '2000', '--nights', '2', '--json', '--results', results)
    expect(readFileSync(results, 'utf8')).toBe(stdout)
    size = JSON.parse(stdout).sizes[0]
    night = alive(size.night)!
    second = alive(size.secondNight)!
  })

  it('measures on half as many tickets as grants, and a person for every twenty', () => {
    expect(size.data).toMatchObject({ grants: 2000, tickets: 1000, people: 100 })
  })

  it.each(['floor', 'night', 'naive', 'secondNight'] as const)('gives time and memory of the %s', (part) => {
    const figure = alive(size[part])!
    for (const value of [figure.seconds, figure.cpuSeconds, figure.rowsPerSecond]) expect(value).toBeGreaterThan(0)
    expect(figure.peakRss).toBeGreaterThan(10_000_000)
  })

  it('gives the night in floors', () => {
    expect(size.ratioToFloor).toBeCloseTo(night.seconds / alive(size.floor)!.seconds)
  })

  it('finds in the first night exactly what was planted', () => {
    expect(night.differences).toEqual([])
    expect(night.findings).toBe(Object.values(size.data.planted).reduce((sum, count) => sum + count, 0))
    expect(size.data.planted['access-without-ticket']).toBeGreaterThan(0)
  })

  it('finds in the second night exactly what was planted', () => {
    expect(second.differences).toEqual([])
    expect(second.findings).toBeGreaterThan(0)
  })

  it('says what it cannot understand, with exit code 2', async () => {
    await expect(bench('--sizes', 'many')).rejects.toMatchObject({ code: 2, stderr: expect.stringContaining('`many`') })
  })
})

describe('generate', () => {
  it('writes the same bytes for the same seed, and others for another', () => {
    const written = [7, 7, 8].map((seed, at) => {
      const home = join(folder, `same-${at}`)
      generate(home, { grants: 800, seed, night: 1 })
      return rowFiles.map((file) => readFileSync(join(home, file), 'utf8')).join()
    })
    expect(written[1]).toBe(written[0])
    expect(written[2]).not.toBe(written[0])
  })

  it('changes about one row in a hundred between the nights', () => {
    const rows = ([1, 2] as const).map((night) => {
      const home = join(folder, `change-${night}`)
      generate(home, { grants: 20_000, seed: 1, night })
      return rowFiles.flatMap((file) => readFileSync(join(home, file), 'utf8').trim().split('\n'))
    })
    const before = new Set(rows[0])
    const changed = rows[1]!.filter((row) => !before.has(row)).length / before.size
    expect(changed).toBeGreaterThan(0.008)
    expect(changed).toBeLessThan(0.016)
  })

  it('plants every existence kind, and leavers, over the two nights', () => {
    const kinds = ([1, 2] as const).flatMap((night) =>
      Object.keys(generate(join(folder, 'kinds'), { grants: 20_000, seed: 1, night }).planted),
    )
    expect(kinds).toEqual(
      expect.arrayContaining([
        'access-without-ticket',
        'closed-not-removed',
        'expired-still-active',
        'granted-while-open',
        'removed-without-ticket',
        'closed-not-provisioned',
        'absent-before-first-night',
        'leaver-still-active',
      ]),
    )
  })
})

describe('differencesOf', () => {
  it('names each kind that was found more or less often than it was planted', () => {
    const findings = { 'access-without-ticket': { open: 2 }, 'leaver-still-active': { open: 1 } }
    expect(differencesOf({ 'access-without-ticket': 3, 'broader-than-ticket': 1 }, findings)).toEqual([
      { kind: 'access-without-ticket', planted: 3, found: 2 },
      { kind: 'broader-than-ticket', planted: 1, found: 0 },
      { kind: 'leaver-still-active', planted: 0, found: 1 },
    ])
  })
})

describe('topSelfTime', () => {
  it('adds up the time of each function itself, most first', () => {
    const node = (id: number, functionName: string) => ({
      id,
      callFrame: { functionName, url: 'file:///a/b/c.js', lineNumber: id },
    })
    const profile = { nodes: [node(1, 'one'), node(2, 'two')], samples: [1, 2, 1], timeDeltas: [100, 600, 300] }
    expect(topSelfTime(profile, 2)).toEqual([
      { name: 'two', place: 'b/c.js:3', seconds: 0.0006, share: 0.6 },
      { name: 'one', place: 'b/c.js:2', seconds: 0.0004, share: 0.4 },
    ])
  })
})
