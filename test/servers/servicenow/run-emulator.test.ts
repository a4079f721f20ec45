import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'

const script = new URL('../emulate.ts', import.meta.url).pathname
const node = ['--conditions=ticketbound-source', script]
let running: ChildProcess | undefined
afterEach(() => running?.kill('SIGKILL'))

async function start(...given: readonly string[]): Promise<string> {
  const child = spawn(process.execPath, [...node, 'servicenow', ...given])
  running = child
  let said = ''
  child.stdout.setEncoding('utf8')
  for await (const part of child.stdout.iterator({ destroyOnReturn: false })) {
    said += part
    if (said.includes('Ctrl-C')) break
  }
  return said
}

async function run(...given: readonly string[]) {
  const child = spawn(process.execPath, [...node, ...given])
  let said = ''
  child.stderr.setEncoding('utf8').on('data', (part) => {
    said += part
  })
  const [code] = await once(child, 'exit')
  return { code, said }
}

describe('pnpm emulate servicenow', () => {
  it('says where it listens and who may come in, and ends at once when it is interrupted', async () => {
    const said = await start('--flaws', 'many-ties,no-total-count', '--user', 'kim', '--password', 'pw')
    const [url = ''] = /http:\/\/127\.0\.0\.1:\d+/.exec(said) ?? []
    expect(said).toContain('kim  pw  (admin)')
    expect(said).toContain('Flaws: many-ties, no-total-count')
    const headers = { Accept: 'application/json', Authorization: `Basic ${btoa('kim:pw')}` }
    const response = await fetch(`${url}/api/now/table/sc_req_item?sysparm_limit=1`, { headers })
    expect([response.status, response.headers.get('x-total-count')]).toEqual([200, null])
    running?.kill('SIGINT')
    expect(await once(running as ChildProcess, 'exit')).toEqual([0, null])
  })

  it('lists its options where it is asked for help', async () => {
    const child = spawn(process.execPath, [...node, 'servicenow', '--help'])
    const said = (await child.stdout.setEncoding('utf8').toArray()).join('')
    expect(said).toContain('--flaws A,B')
    expect(said).not.toContain('Unknown')
  })

  it('has nothing that was made just now, which a night would leave out', async () => {
    const [url = ''] = /http:\/\/127\.0\.0\.1:\d+/.exec(await start()) ?? []
    const minuteAgo = new Date(Date.now() - 60_000).toISOString().slice(0, 19).replace('T', ' ')
    const query = `sysparm_query=${encodeURIComponent(`sys_created_on>=${minuteAgo}`)}`
    const headers = { Accept: 'application/json', Authorization: `Basic ${btoa('admin:admin')}` }
    const answer = await fetch(`${url}/api/now/table/sys_user?${query}`, { headers })
    expect(await answer.json()).toEqual({ result: [] })
  })

  it('writes the certificate that it speaks TLS with', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'ticketbound-emulator-'))
    const file = join(folder, 'instance.pem')
    expect(await start('--tls', '--certificate', file, '--world', 'big', '--rows', '1000')).toMatch(
      /https:.*Requested items: 1000\n/s,
    )
    expect(readFileSync(file, 'utf8')).toContain('BEGIN CERTIFICATE')
    rmSync(folder, { recursive: true })
  })

  it('brings back the instance of the demo, for its commands to go on with', async () => {
    expect(await start('--world', 'demo')).toMatch(/secret emulated.*Requested items: 109\n/s)
  })

  it.each([
    [['servicenow', '--flaws', 'nothing'], 'There is no flaw `nothing`.'],
    [['servicenow', '--world', 'flat'], 'There is no world `flat`.'],
    [['servicenow', '--port', 'x'], '`--port` is a whole number.'],
    [['servicenow', '--misspelt'], 'misspelt'],
    [['nobody'], 'Say whom to emulate: servicenow, jira.'],
  ])('ends with code 2 and says why: %s', async (given, sentence) => {
    const { code, said } = await run(...given)
    expect(code).toBe(2)
    expect(said).toContain(sentence)
  })
})
