import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { availableParallelism, tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterAll, describe, expect, it } from 'vitest'
import { migrations } from '../../packages/servicenow-sync/src/store/sqlite/migrations.ts'
import { type CommandResult, runCommand } from './run-command.ts'

const preload = new URL('./killed-night-preload.ts', import.meta.url).href
const firstNight = '2026-02-01T00:00:00Z'
const secondNight = '2026-02-02T00:00:00Z'

const config = `
store: ./ticketbound.db
sources:
  - { name: itsm, reads: requests, type: files, path: ./requests.ndjson }
  - { name: hr, reads: people, type: files, path: ./people.ndjson }
  - { name: prod, reads: access, type: files, path: ./prod, system: prod }
  - { name: lab, reads: access, type: files, path: ./lab.ndjson, system: lab, maxRejected: 0.9 }
`

const folders: string[] = []
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true })
})

describe('a process killed right before a step of a night, and run again', () => {
  it('leaves what an undisturbed one leaves: at every step in which the first night makes its store', async () => {
    const { start, expected, steps } = await undisturbed([], firstNight)
    const made = steps.findIndex(({ label }) => label === 'sql COMMIT') + 1
    const begun = steps.findIndex(({ label }) => label.startsWith('says reading'))
    expect(steps.slice(0, made).map(({ label }) => label)).toContain(`sql PRAGMA user_version = ${migrations.length}`)
    const series = [...inFours(steps.slice(0, made)), ...steps.slice(made, begun).map(alone)]
    expect(await leftDiffering(start, firstNight, series, expected)).toEqual([])
  }, 120_000)

  it('leaves what an undisturbed one leaves: at every step of a later night, killed four times over', async () => {
    const { start, expected, steps } = await undisturbed([firstNight], secondNight)
    const inNight = firstOfEach(steps.slice(0, lastCommit(steps)))
    expect(inNight.length).toBeGreaterThan(30)
    expect(await leftDiffering(start, secondNight, inFours(inNight), expected)).toEqual([])
  }, 120_000)

  it('leaves what an undisturbed one leaves: at every step from the commit to the last word about the report', async () => {
    const { start, expected, steps } = await undisturbed([firstNight], secondNight, 'report: ./report.html')
    const after = steps.slice(lastCommit(steps)).filter(({ label }) => !/^(mkdir|rm|writeSync)/.test(label))
    expect(after.map(({ label }) => label)).toContain('renameSync report.html.….tmp')
    expect(await leftDiffering(start, secondNight, after.map(alone), expected)).toEqual([])
  }, 120_000)
})

describe('a process killed at any moment, and run again', () => {
  const moments: readonly Kill[] = [
    ...[150, 250, 350].map((killAfter) => ({ killAfter })),
    ...['read prod', 'published'].map((killOn) => ({ killOn })),
  ]

  it('gives the findings and the exported log of an undisturbed night', async () => {
    const { start, folder } = await undisturbed([firstNight], secondNight)
    const expected = { findings: await findingsOf(folder), log: await logOf(folder) }
    expect(expected.findings.split('\n').length).toBeGreaterThan(4)
    const outcomes = await eachOf(moments, async (kill) => {
      const folder = copyOf(start)
      await run(folder, secondNight, {}, kill)
      await run(folder, secondNight)
      return { ...kill, findings: await findingsOf(folder), log: await logOf(folder) }
    })
    expect(outcomes).toEqual(moments.map((kill) => ({ ...kill, ...expected })))
  }, 120_000)
})

/** A night that nobody disturbs: the folder before it, the folder after it, all that it left, and the steps it took. */
async function undisturbed(before: readonly string[], at: string, more = '') {
  const start = openHouse(more)
  for (const night of before) await run(start, night)
  const folder = copyOf(start)
  const stepsFile = join(newFolder(), 'steps')
  const whole = await run(folder, at, { STEPS_FILE: stepsFile })
  expect(whole).toMatchObject({ code: 0, signal: null })
  const labels = readFileSync(stepsFile, 'utf8').trimEnd().split('\n')
  const steps: readonly Step[] = labels.map((label, index) => ({ step: index + 1, label }))
  return { start, folder, steps, expected: { said: whole.stdout, ...leftIn(folder) } }
}

/** Kills the night before each step of a series, one kill after another, and runs it again; tells what then differs. */
async function leftDiffering(
  start: string,
  at: string,
  series: readonly (readonly Step[])[],
  expected: Record<string, unknown>,
): Promise<readonly string[]> {
  const differing = await eachOf(series, async (steps) => {
    const folder = copyOf(start)
    const differences: string[] = []
    for (const { step } of steps) {
      const { signal } = await run(folder, at, { DIE_BEFORE: String(step) })
      if (signal !== 'SIGKILL') differences.push(`step ${step} was not reached`)
    }
    const { stdout } = await run(folder, at)
    differences.push(...differencesBetween({ said: stdout, ...leftIn(folder) }, expected))
    const places = steps.map(({ step, label }) => `${step} \`${label}\``).join(', ')
    return differences.length === 0 ? [] : [`killed before ${places}: ${differences.join(', ')}`]
  })
  return differing.flat()
}

interface Step {
  readonly step: number
  readonly label: string
}

interface Kill {
  readonly killAfter?: number
  readonly killOn?: string
}

function alone(step: Step): readonly Step[] {
  return [step]
}

/** The first of the steps with one label: what follows is more of the same, in the same transaction. */
function firstOfEach(steps: readonly Step[]): readonly Step[] {
  return steps.filter(({ label }, index) => steps.findIndex((other) => other.label === label) === index)
}

function inFours(steps: readonly Step[]): readonly (readonly Step[])[] {
  return steps.map((_, index) => steps.slice(index, index + 4)).filter((_, index) => index % 4 === 0)
}

/** How many steps there are up to and including the commit that puts a night into the store. */
function lastCommit(steps: readonly Step[]): number {
  return steps.findLastIndex(({ label }) => label === 'sql COMMIT') + 1
}

function run(
  folder: string,
  at: string,
  env: Readonly<Record<string, string>> = {},
  kill: Kill = {},
): Promise<CommandResult> {
  return runCommand(['run', '--at', at, '--json'], {
    cwd: folder,
    env: { ...env, NODE_OPTIONS: `--import=${preload}` },
    ...kill,
  })
}

async function findingsOf(folder: string): Promise<string> {
  return (await runCommand(['findings', '--json', '--all'], { cwd: folder })).stdout
}

async function logOf(folder: string): Promise<string> {
  await runCommand(['audit', 'export', 'audit'], { cwd: folder })
  return readFileSync(join(folder, 'audit', 'log.ndjson'), 'utf8')
}

/** Everything in a folder: its files, what they hold, and the store row by row. An empty file is nothing left behind. */
function leftIn(folder: string): Record<string, unknown> {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())
  const left: Record<string, unknown> = {}
  for (const { parentPath, name } of files) {
    const file = join(parentPath, name)
    const text = name === 'ticketbound.db' ? 'see its rows' : readFileSync(file, 'utf8')
    if (text !== '') left[file.slice(folder.length + 1)] = text
  }
  return { ...left, ...rowsOf(join(folder, 'ticketbound.db')) }
}

function rowsOf(store: string): Record<string, unknown> {
  const db = new DatabaseSync(store, { readOnly: true })
  try {
    const tables = db.prepare("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name").all()
    return Object.fromEntries(tables.map(({ name }) => [`table ${name}`, db.prepare(`SELECT * FROM ${name}`).all()]))
  } finally {
    db.close()
  }
}

function differencesBetween(left: Record<string, unknown>, expected: Record<string, unknown>): string[] {
  const names = [...new Set([...Object.keys(left), ...Object.keys(expected)])]
  return names.filter((name) => !(name in left) || !(name in expected) || !isSame(left[name], expected[name]))
}

function isSame(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other)
}

/** Works on as many items at once as there are processors. */
async function eachOf<T, R>(items: readonly T[], work: (item: T) => Promise<R>): Promise<readonly R[]> {
  const results: R[] = []
  const waiting = items.entries()
  await Promise.all(
    Array.from({ length: availableParallelism() }, async () => {
      for (const [index, item] of waiting) results[index] = await work(item)
    }),
  )
  return results
}

function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'ticketbound-killed-'))
  folders.push(folder)
  return folder
}

function copyOf(folder: string): string {
  const copy = newFolder()
  cpSync(folder, copy, { recursive: true })
  return copy
}

/** A house whose second night opens findings, resolves some, and rejects a line. */
function openHouse(more: string): string {
  const folder = newFolder()
  const write = (name: string, rows: readonly unknown[]): void => {
    const lines = rows.map((row) => `${typeof row === 'string' ? row : JSON.stringify(row)}\n`)
    writeFileSync(join(folder, name), lines.join(''))
  }
  writeFileSync(join(folder, 'ticketbound.yaml'), `${more}\n${config}`)
  write('requests.ndjson', ['alice', 'bob', 'carol'].map(ticketFor))
  write('people.ndjson', ['alice', 'bob', 'carol', 'dave', 'erin', 'frank'].map(person))
  write('lab.ndjson', [grantTo('alice'), 'this is no row'])
  mkdirSync(join(folder, 'prod'))
  write('prod/2026-02-01.ndjson', ['alice', 'bob', 'dave', 'frank'].map(grantTo))
  write('prod/2026-02-02.ndjson', ['alice', 'erin', 'frank'].map(grantTo))
  return folder
}

function ticketFor(principal: string) {
  const times = { openedAt: '2026-01-01T00:00:00Z', closedAt: '2026-01-02T00:00:00Z' }
  const asked = { number: `R-${principal}`, kind: 'provision', principal, entitlement: 'deploy' }
  return { ...asked, ...times, state: 'closed-complete', approvals: [] }
}

function person(principal: string) {
  return { principal, kind: 'human', active: principal !== 'frank', accounts: [] }
}

function grantTo(account: string) {
  return { account, entitlement: 'deploy' }
}
