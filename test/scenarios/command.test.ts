import { execFileSync, type SpawnSyncReturns, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { closeSync, existsSync, mkdtempSync, openSync, readFileSync, writeFileSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { beforeEach, describe, expect, it } from 'vitest'

const bin = fileURLToPath(new URL('../../packages/servicenow-sync/bin/ticketbound.js', import.meta.url))
const at = '2026-02-01T00:00:00Z'

let folder: string
let config: string

function ticketbound(...argv: readonly string[]): SpawnSyncReturns<string> {
  return spawnSync(process.execPath, [bin, ...argv], { encoding: 'utf8', cwd: folder })
}

function write(name: string, rows: readonly unknown[]): void {
  writeFileSync(join(folder, name), rows.map((row) => `${JSON.stringify(row)}\n`).join(''))
}

/** Writes many grants without holding them in memory. */
function writeGrants(count: number): void {
  const handle = openSync(join(folder, 'access.ndjson'), 'w')
  for (let from = 0; from < count; from += 10_000) {
    const rows = Array.from(
      { length: Math.min(10_000, count - from) },
      (_, i) => `{"account":"a${from + i}","entitlement":"deploy"}\n`,
    )
    writeSync(handle, rows.join(''))
  }
  closeSync(handle)
}

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ticketbound-'))
  config = join(folder, 'ticketbound.yaml')
  ticketbound('init')
  const times = { openedAt: '2026-01-01T00:00:00Z', closedAt: '2026-01-02T00:00:00Z' }
  write('requests.ndjson', [
    {
      number: 'R1',
      kind: 'provision',
      principal: 'bob',
      entitlement: 'deploy',
      ...times,
      state: 'closed-complete',
      approvals: [],
    },
  ])
  write(
    'people.ndjson',
    ['alice', 'bob'].map((principal) => ({ principal, kind: 'human', active: true, accounts: [] })),
  )
  writeGrants(3)
})

describe('the built command', () => {
  it('runs from the folder of its configuration without being told where that is', () => {
    const { status, stdout, stderr } = ticketbound('run', '--at', at)
    expect(status).toBe(0)
    expect(stdout).toContain('Night of 2026-02-01T00:00:00Z')
    expect(stdout).toContain('Report  report.html')
    expect(stderr).toContain('read prod: 3 rows')
    expect(existsSync(join(folder, 'report.html'))).toBe(true)
  })

  it('gives its exit code to whoever started it', () => {
    expect(ticketbound('run', '--at', at, '--fail-on', 'low').status).toBe(1)
    expect(ticketbound('run', '--att', at).status).toBe(2)
    expect(ticketbound('audit', 'verify', '--expect-head', `1:${'0'.repeat(64)}`).status).toBe(4)
  })

  it('has nothing but JSON on standard output with --json', () => {
    expect(JSON.parse(ticketbound('run', '--at', at, '--json').stdout)).toMatchObject({ at, held: null })
  })

  it('writes no colours and no carriage returns where there is no terminal', () => {
    const { stdout, stderr } = ticketbound('run', '--at', at)
    // biome-ignore lint/suspicious/noControlCharactersInRegex: that there are none is the point
    expect(stdout + stderr).not.toMatch(/[\u001b\r]/)
  })

  it('goes quietly when its reader has read enough', async () => {
    writeGrants(20_000)
    ticketbound('run', '--at', at)
    const child = spawn(process.execPath, [bin, 'findings', '--json', '--config', config], {
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    let complaint = ''
    child.stderr.on('data', (chunk: Buffer) => (complaint += chunk.toString()))
    await once(child.stdout, 'data')
    child.stdout.destroy()
    const [code] = await once(child, 'close')
    expect({ code, complaint }).toEqual({ code: 0, complaint: '' })
  })

  it.each([
    ['SIGINT', 130],
    ['SIGTERM', 143],
  ] as const)('stops on %s with %i, and the next run is right', async (signal, code) => {
    writeGrants(200_000)
    const child = spawn(process.execPath, [bin, 'run', '--at', at, '--config', config], {
      stdio: ['ignore', 'ignore', 'pipe'],
    })
    const closed = once(child, 'close')
    let told = ''
    child.stderr.on('data', (chunk: Buffer) => {
      const isFirst = !told.includes('reading prod')
      told += chunk.toString()
      if (isFirst && told.includes('reading prod')) child.kill(signal)
    })
    const [exit] = await closed
    expect({ code: exit, told: told.split('\n').at(-2) }).toEqual({
      code,
      told: 'Stopped. Nothing that was stored before is lost; the same command begins this night again.',
    })
    writeGrants(3)
    const { status, stdout } = ticketbound('run', '--at', at, '--json')
    expect(status).toBe(0)
    expect(JSON.parse(stdout).sources).toContainEqual({
      name: 'prod',
      reads: 'access',
      system: 'prod',
      rows: 3,
      rejected: 0,
      complete: true,
    })
  })

  it('says which Node.js it needs where that is older', () => {
    const older = 'data:text/javascript,Object.defineProperty(process, "versions", { value: { node: "20.19.0" } })'
    const { status, stderr } = spawnSync(process.execPath, ['--import', older, bin, 'run'], { encoding: 'utf8' })
    expect(status).toBe(2)
    expect(stderr).toContain('Ticketbound needs Node.js 24 or newer, and this is 20.19.0.')
  })
})

describe('the exported log', () => {
  const check = `
    previous=$(printf '0%.0s' $(seq 64))
    while IFS= read -r line; do
      hash=\${line:9:64}
      entry=\${line:83}
      entry=\${entry%\\}}
      actual=$(printf 'ticketbound/audit-entry/v1\\n%s\\n%s' "$previous" "$entry" | sha256sum | cut -c1-64)
      [ "$actual" = "$hash" ] || { echo "bad: $entry"; exit 1; }
      previous=$hash
    done < "$1"
    echo "$previous"`

  it('can be checked with sha256sum alone', () => {
    const { head } = JSON.parse(ticketbound('run', '--at', at, '--json').stdout)
    ticketbound('audit', 'export', 'audit')
    const log = join(folder, 'audit', 'log.ndjson')
    expect(execFileSync('bash', ['-c', check, 'check', log], { encoding: 'utf8' }).trim()).toBe(head.hash)
  })

  it('shows one changed byte', () => {
    ticketbound('run', '--at', at)
    ticketbound('audit', 'export', 'audit')
    const log = join(folder, 'audit', 'log.ndjson')
    writeFileSync(log, readFileSync(log, 'utf8').replace('"rows":3', '"rows":4'))
    const { status, stdout } = spawnSync('bash', ['-c', check, 'check', log], { encoding: 'utf8' })
    expect(status).toBe(1)
    expect(stdout).toContain('"rows":4')
  })
})
