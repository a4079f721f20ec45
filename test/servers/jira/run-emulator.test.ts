import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { afterEach, describe, expect, it } from 'vitest'

const script = new URL('../emulate.ts', import.meta.url).pathname
const node = ['--conditions=ticketbound-source', script, 'jira']
let running: ChildProcess | undefined
afterEach(() => running?.kill('SIGKILL'))

async function start(...given: readonly string[]): Promise<string> {
  const child = spawn(process.execPath, [...node, ...given])
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

describe('pnpm emulate jira', () => {
  it('says where it listens and who may come in, answers what it says to try, and ends when it is interrupted', async () => {
    const said = await start('--flaws', 'stale-search-index', '--any-status-hole')
    expect(said).toContain('Flaws: stale-search-index')
    const [, user = '', url = ''] = /curl -u (\S+) '(\S+)'/.exec(said) ?? []
    const answer = await fetch(url, { headers: { Authorization: `Basic ${btoa(user)}` } })
    expect(await answer.json()).toMatchObject({ fields: { summary: 'Deploy access for Alice' } })
    running?.kill('SIGINT')
    expect(await once(running as ChildProcess, 'exit')).toEqual([0, null])
  })

  it('lists its options where it is asked for help', async () => {
    const child = spawn(process.execPath, [...node, '--help'])
    expect((await child.stdout.setEncoding('utf8').toArray()).join('')).toContain('--any-status-hole')
  })

  it.each([
    [['--flaws', 'nothing'], 'There is no flaw `nothing`.'],
    [['--port', 'x'], '`--port` is a whole number.'],
    [['--misspelt'], 'misspelt'],
  ])('ends with code 2 and says why: %s', async (given, sentence) => {
    const { code, said } = await run(...given)
    expect(code).toBe(2)
    expect(said).toContain(sentence)
  })
})
