import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PassThrough, Readable } from 'node:stream'
import { stripVTControlCharacters } from 'node:util'
import type { Io } from '../io.ts'
import { main } from '../main.ts'
import { openOutput } from '../output.ts'

/** The first two nights of the small house. */
export const firstNight = '2026-02-01T00:00:00Z'
export const secondNight = '2026-02-02T00:00:00Z'

/** What a command said, and how it ended. */
export interface Said {
  readonly code: number
  readonly out: string
  readonly err: string
}

/** Captures what a command writes, as a file would get it or as a terminal of so many columns. */
export function captured(columns?: number, input = '') {
  const texts = { out: '', err: '' }
  const open = (name: 'out' | 'err') => {
    const stream = new PassThrough().on('data', (chunk: Buffer) => {
      texts[name] += chunk.toString()
    })
    return openOutput(columns === undefined ? stream : Object.assign(stream, { isTTY: true, columns }), {})
  }
  const stop = new AbortController()
  const io: Io = {
    out: open('out'),
    err: open('err'),
    input: () => Readable.from([Buffer.from(input)]),
    env: {},
    now: () => Date.parse(firstNight),
    signal: stop.signal,
  }
  return { io, texts, stop }
}

/** Types a command line on a terminal; gives what is seen there, without its colours. */
export async function seenOnTerminal(columns: number, ...argv: readonly string[]): Promise<string> {
  const { io, texts } = captured(columns)
  await main(argv, io)
  return stripVTControlCharacters(texts.out)
}

/** Types a command line. */
export async function type(...argv: readonly string[]): Promise<Said> {
  const { io, texts } = captured()
  const code = await main(argv, io)
  return { code, ...texts }
}

/** Types a command line that reads something from standard input. */
export async function pipeTo(input: string, ...argv: readonly string[]): Promise<Said> {
  const { io, texts } = captured(undefined, input)
  const code = await main(argv, io)
  return { code, ...texts }
}

/** A person as the people source describes one. */
export function person(principal: string) {
  return { principal, kind: 'human', active: true, accounts: [] }
}

/**
 * A folder as `ticketbound init` makes it, with one ticket (bob's), and access for bob and for carol, who has no
 * ticket: one finding.
 */
export async function openSmallHouse() {
  const folder = mkdtempSync(join(tmpdir(), 'ticketbound-'))
  const config = join(folder, 'ticketbound.yaml')
  await type('init', folder)
  function write(name: string, rows: readonly unknown[]): void {
    const lines = rows.map((row) => `${typeof row === 'string' ? row : JSON.stringify(row)}\n`)
    writeFileSync(join(folder, name), lines.join(''))
  }
  function configure(change: (text: string) => string): void {
    writeFileSync(config, change(readFileSync(config, 'utf8')))
  }
  const approvals = [{ approver: 'alice', decision: 'approved', decidedAt: '2026-01-01T10:00:00Z', how: 'native' }]
  const times = { openedAt: '2026-01-01T00:00:00Z', closedAt: '2026-01-02T00:00:00Z' }
  const asked = { kind: 'provision', principal: 'bob', entitlement: 'deploy', level: 'read', requester: 'bob' }
  write('requests.ndjson', [{ number: 'R1', ...asked, ...times, state: 'closed-complete', approvals }])
  write('access.ndjson', [grant('bob'), grant('carol')])
  write('people.ndjson', ['alice', 'bob', 'carol'].map(person))
  return {
    folder,
    config,
    write,
    configure,
    /** Adds a source of requests, in a file of its name. */
    addRequests: (name: string) =>
      configure((text) => {
        const source = `  - { name: ${name}, reads: requests, type: files, path: ./${name}.ndjson }`
        return text.replace(/^ {2}# The access that/m, `${source}\n\n$&`)
      }),
    /** Types a command with this house's configuration. */
    type: (...argv: readonly string[]) => type(...argv, '--config', config),
    run: (...more: readonly string[]) => type('run', '--config', config, '--at', firstNight, ...more),
    runAgain: (...more: readonly string[]) => type('run', '--config', config, '--at', secondNight, ...more),
    firstFinding: async () =>
      JSON.parse((await type('findings', '--config', config, '--json')).out.split('\n')[0] ?? ''),
  }
}

/** The small house, opened. */
export type SmallHouse = Awaited<ReturnType<typeof openSmallHouse>>

/** Access to `deploy`, as the ticket allows it. */
export function grant(account: string) {
  return { account, entitlement: 'deploy', level: 'read' }
}
