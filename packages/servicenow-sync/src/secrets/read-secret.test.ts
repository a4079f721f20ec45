import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { inspect } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readSecret } from './read-secret.ts'
import { keepSecret } from './secret.ts'

const what = '`servicenow.auth.clientSecret`'
let folder = ''

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'ticketbound-secrets-'))
})
afterAll(() => rm(folder, { recursive: true }))

async function fileOf(name: string, text: string, mode = 0o600): Promise<string> {
  const path = join(folder, name)
  await writeFile(path, text)
  await chmod(path, mode)
  return path
}

/** Runs a line of JavaScript as the program that gives a secret. */
const node = (script: string) => ({ command: [process.execPath, '-e', script] })

describe('a secret', () => {
  it.each([
    ['hunter22', 'hunter22'],
    ['hunter22\n', 'hunter22'],
    ['hunter22\r\n', 'hunter22'],
    ['hunter22\n\n', 'hunter22\n'],
    [' hunter22 ', ' hunter22 '],
  ])('written as %j is %j, wherever it stands', async (text, secret) => {
    expect(await readSecret({ env: 'S' }, { S: text }, what)).toBe(secret)
    expect(await readSecret({ file: await fileOf('s', text) }, {}, what)).toBe(secret)
    expect(await readSecret(node(`process.stdout.write(${JSON.stringify(text)})`), {}, what)).toBe(secret)
  })

  it('is given by a program that gets the variables and no shell', async () => {
    expect(await readSecret(node('process.stdout.write(process.env.S)'), { S: '$(id) && `id`' }, what)).toBe(
      '$(id) && `id`',
    )
    const echo = { command: [process.execPath, '-e', 'process.stdout.write(process.argv[1])', '$HOME; id'] }
    expect(await readSecret(echo, {}, what)).toBe('$HOME; id')
  })

  it('is given by a program that waits for no answer', async () => {
    const asks = node("process.stdin.on('end', () => process.stdout.write('hunter22')).resume()")
    expect(await readSecret(asks, {}, what)).toBe('hunter22')
  })
})

describe('a secret that is not there', () => {
  it.each([
    [{ env: 'S' }, 'secret-not-found', 'the environment variable `S`'],
    [{ file: '/nowhere/s' }, 'secret-not-found', 'the file `/nowhere/s`'],
    [{ command: ['/nowhere/s', 'hunter22'] }, 'secret-not-found', 'the program `/nowhere/s`'],
    [{ command: [] }, 'secret-command-failed', 'the program'],
    [
      node("console.log('hunter22'); console.error('hunter22'); process.exit(3)"),
      'secret-command-failed',
      'failed (3)',
    ],
    [node("process.stdout.write('hunter22'.repeat(10000))"), 'secret-command-failed', 'printed more than a secret'],
    [node(''), 'secret-empty', 'which is empty'],
  ] as const)('as for %j is a config error that says where it was looked for', async (ref, code, words) => {
    const error = await readSecret(ref, {}, what).catch((thrown: unknown) => thrown)
    expect(error).toMatchObject({ kind: 'config', code, message: expect.stringContaining(words) })
    expect(error).toMatchObject({ message: expect.stringContaining(what) })
    expect(inspect(error, { depth: 9 })).not.toContain('hunter22')
  })

  it.each(['', '\n', ' \n', '\t'])('but only %j, is empty', async (text) => {
    await expect(readSecret({ env: 'S' }, { S: text }, what)).rejects.toMatchObject({ code: 'secret-empty' })
  })

  it('but a folder or far too long, cannot be read', async () => {
    await expect(readSecret({ file: tmpdir() }, {}, what)).rejects.toMatchObject({ code: 'secret-not-readable' })
    const file = await fileOf('long', 'x'.repeat(65_537))
    await expect(readSecret({ file }, {}, what)).rejects.toMatchObject({ code: 'secret-not-readable' })
  })
})

describe.runIf(process.platform !== 'win32')('a file', () => {
  it.each(['604', '602', '644', '666'])('of mode %s is refused, since anybody can read or change it', async (mode) => {
    const file = await fileOf('open', 'hunter22', Number.parseInt(mode, 8))
    await expect(readSecret({ file }, {}, what)).rejects.toMatchObject({ kind: 'config', code: 'secret-exposed' })
  })

  it.each(['400', '600', '440', '640'])('of mode %s is read', async (mode) => {
    expect(
      await readSecret({ file: await fileOf(`kept${mode}`, 'hunter22', Number.parseInt(mode, 8)) }, {}, what),
    ).toBe('hunter22')
  })
})

describe('a secret that is kept', () => {
  it('does not show itself', () => {
    const secret = keepSecret('hunter22')
    expect([
      `${secret}`,
      String(secret),
      JSON.stringify({ secret }),
      inspect({ secret }, { showHidden: true }),
    ]).toEqual(['[secret]', '[secret]', '{"secret":"[secret]"}', '{ secret: [secret] }'])
    expect(secret.reveal()).toBe('hunter22')
  })
})
