import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, delimiter, dirname, join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { fileURLToPath } from 'node:url'
import { kindFacts } from '@ticketbound/core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type ListedFinding, readListed } from '../demo/listed-finding.ts'
import { nearMisses } from '../world/small-world.ts'
import { runCommand } from './run-command.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))
const script = fileURLToPath(new URL('../demo/demo.ts', import.meta.url))
const folder = mkdtempSync(join(tmpdir(), 'ticketbound-demo-'))
const house = join(folder, 'demo')

function demo(where: string, env: Readonly<Record<string, string>> = {}) {
  const args = ['--conditions=ticketbound-source', script, where]
  return spawnSync(process.execPath, args, { encoding: 'utf8', env: { ...process.env, ...env } })
}

let first: ReturnType<typeof demo>
let findings: readonly ListedFinding[]

beforeAll(async () => {
  first = demo(house)
  findings = readListed((await runCommand(['findings', '--all', '--json'], { cwd: house })).stdout)
}, 120_000)
afterAll(() => rmSync(folder, { recursive: true, force: true }))

describe('the demo', () => {
  it('runs to its end and complains of nothing', () => {
    expect({ status: first.status, stderr: first.stderr }).toEqual({ status: 0, stderr: '' })
  })

  it('shows in its table exactly the findings that the store holds', () => {
    const [, table = ''] = /\nseverity +finding.*\n([\s\S]*?)\n\n/.exec(first.stdout) ?? []
    const rows = table.split('\n').map((row) => row.split(/ {2,}/))
    const shown = rows.map((row) => [row[0], row[1], row.at(-1)].join())
    const held = findings.map(({ severity, kind, state }) => [severity, kindFacts(kind).title, state].join())
    expect(shown.toSorted()).toEqual(held.toSorted())
  })

  it('looks first whether the instance gives what a night needs', () => {
    const [, looked = ''] = /── Can the instance be read\?([\s\S]*?)\n── Night 1/.exec(first.stdout) ?? []
    expect(looked).toMatch(/\n {2}ok +credentials: accepted[\s\S]*\n {2}ok +sc_req_item: 100 rows\n/)
    expect(looked).not.toContain('failed')
  })

  it('reads the tickets over HTTP: all of them on the first night, and later what changed', () => {
    const told = [
      ...first.stdout
        .replaceAll('\n', ' ')
        .matchAll(/Tickets over HTTP: (\d+) requests and (\d+) kB for (?:every row|what changed since (\S+))/g),
    ]
    expect(told.map(([, , , since]) => since)).toEqual([undefined, '2026-03-02T01:54:00Z', '2026-03-03T01:54:00Z'])
    const [all = 0, ...later] = told.map(([, , kilobytes]) => Number(kilobytes))
    for (const kilobytes of later) expect(kilobytes).toBeLessThan(all / 5)
    expect(existsSync(join(house, 'requests'))).toBe(false)
  })

  it('shows what would be written back, and writes nothing', () => {
    expect(first.stdout).toMatch(/\nrecord: create {2}f-[0-9a-f]{24}\n {2}u_finding_key/)
    const critical = findings.filter(({ severity }) => severity === 'critical').length
    expect(first.stdout).toContain(`\n${critical} writings, and nothing was written.\n`)
  })

  it('ends the instance with itself', async () => {
    const [url = ''] = /http:\/\/127\.0\.0\.1:\d+/.exec(first.stdout) ?? []
    await expect(fetch(url)).rejects.toThrow('fetch failed')
  })

  it('asks before it acts: a no with every reason, then a yes', () => {
    const [, asked = ''] = /── May this request be acted on\?([\s\S]*?)\n── /.exec(first.stdout) ?? []
    expect(asked).toMatch(/\nDenied {2}REQ9001[\s\S]*owner-missing[\s\S]*expiry-past[\s\S]*approver-is-requester/)
    expect(asked).toMatch(/\nAllowed {2}REQ9001/)
  })

  it('shows what a stricter catalogue would change, the measures and the controls', () => {
    expect(first.stdout).toMatch(/\nAllowed under A, denied under B {2}\d+ requests\n/)
    expect(first.stdout).toMatch(/\n {2}Approval latency, median +2 hours +\d+ of \d+/)
    expect(first.stdout).toMatch(/\n {2}PR\.AA-05 +\d+ open/)
  })

  it('says how many findings and near-misses there are, as they are', () => {
    const kinds = new Set(findings.map(({ kind }) => kind)).size
    const said = first.stdout.replaceAll('\n', ' ')
    expect(said).toContain(`${findings.length} findings of ${kinds} kinds.`)
    expect(said).toContain(`${nearMisses.length} of ${nearMisses.length} things that only look like one raised nothing`)
  })

  it('shows the counts that the last night has in the store', () => {
    const [, counts = ''] = /night 3 of 3[\s\S]*?\nFindings\n.*\n([\s\S]*?)\n\n/i.exec(first.stdout) ?? []
    const shown = counts.split('\n').map((row) => row.trim().split(/ {2,}/))
    const stored = Object.entries(lastNight().findings)
      .filter(([, counted]) => Object.values(counted).some((count) => count > 0))
      .map(([kind, { open, opened, reopened, resolved, accepted }]) => {
        return [kindFacts(kind as ListedFinding['kind']).title, open, opened, reopened, resolved, accepted].map(String)
      })
    expect(shown).toEqual(stored)
  })

  it('verifies the log against the head that the last night printed', () => {
    const { count, hash } = lastNight().head
    expect(first.stdout).toContain(`--expect-head ${count}:${hash}`)
    expect(first.stdout).toContain(`The log is whole: ${count} entries`)
  })

  it('leaves the report where it says', () => {
    const report = join(house, 'report.html')
    expect(first.stdout).toContain(report)
    expect(existsSync(report)).toBe(true)
    expect(readFileSync(report, 'utf8')).toContain('</html>')
  })

  it('fits 100 columns and writes no colours where there is no terminal', () => {
    // Where the demo stands is not for it to shorten.
    const lines = first.stdout.split('\n').filter((line) => !line.includes(basename(folder)))
    expect(lines.filter((line) => [...line].length > 100)).toEqual([])
    // biome-ignore lint/suspicious/noControlCharactersInRegex: that there are none is the point
    expect(first.stdout).not.toMatch(/[\u001b\r]/)
  })

  it('suggests commands that a clone of the project has', () => {
    const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
    const suggested = [...first.stdout.matchAll(/^ {2}(?:\w+=\w+ )?npx -y pnpm@12 ticketbound (.+)$/gm)].map(
      ([, args]) => args,
    )
    expect(suggested.map((args) => args?.split(' ')[0])).toEqual([
      'findings',
      'findings',
      'policy',
      'policy',
      'controls',
      'audit',
      'run',
    ])
    // The last would add a night to those that the other tests look at.
    for (const args of suggested.slice(0, -1)) {
      const env = { ...process.env, PATH: `${dirname(process.execPath)}${delimiter}${process.env.PATH}` }
      const { status, stderr } = spawnSync('sh', ['-c', `${scripts.ticketbound} ${args}`], {
        encoding: 'utf8',
        cwd: root,
        env,
      })
      expect({ args, status, stderr }).toEqual({ args, status: 0, stderr: '' })
    }
  })

  it('can be run again, on a folder of its own', () => {
    writeFileSync(join(house, 'left-over.txt'), 'of an earlier demo')
    expect(demo(house).status).toBe(0)
    expect(existsSync(join(house, 'left-over.txt'))).toBe(false)
  })

  it('touches no folder that it did not make', () => {
    const other = mkdtempSync(join(folder, 'other-'))
    writeFileSync(join(other, 'letter.txt'), 'mine')
    const { status, stderr } = demo(other)
    expect(status).toBe(1)
    expect(stderr).toContain('holds files that the demo did not make')
    expect(readFileSync(join(other, 'letter.txt'), 'utf8')).toBe('mine')
  })

  it.each([
    ['doctor', 'The doctor ended with exit code 70.'],
    ['run', 'The night ended with exit code 70.'],
  ])('ends with an error where %s does', (command, sentence) => {
    const failing = `data:text/javascript,if(process.argv[2]==='${command}')process.exit(70)`
    const { status, stderr } = demo(join(folder, 'failing'), { NODE_OPTIONS: `--import=${failing}` })
    expect(status).toBe(1)
    expect(stderr).toContain(sentence)
  })
})

interface StoredNight {
  readonly findings: Readonly<Record<string, Readonly<Record<string, number>>>>
  readonly head: { readonly count: number; readonly hash: string }
}

function lastNight(): StoredNight {
  const store = new DatabaseSync(join(house, 'ticketbound.db'), { readOnly: true })
  const row = store.prepare('SELECT result FROM night ORDER BY at DESC LIMIT 1').get()
  store.close()
  return JSON.parse(String(row?.result))
}
