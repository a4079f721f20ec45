import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Command } from 'commander'
import { describe, expect, it } from 'vitest'
import { main } from './main.ts'
import { buildProgram } from './program.ts'
import { captured, type } from './testdata/small-house.ts'

function allCommands(command: Command): readonly Command[] {
  return [command, ...command.commands.flatMap(allCommands)]
}

describe('help', () => {
  const { io } = captured()
  const paths = allCommands(buildProgram({ io, finish: () => {} })).map((command) => {
    const path: string[] = []
    for (let each: Command | null = command; each?.parent; each = each.parent) path.unshift(each.name())
    return path
  })

  it('is there for every command of the design', () => {
    const names = [
      '',
      'init',
      'run',
      'findings',
      'controls',
      'kpi',
      'report',
      'accept',
      'baseline',
      'confirm',
      'discard',
      'decide',
      'write-back',
      'doctor',
      'servicenow',
      'servicenow map',
      'policy',
      'policy check',
      'policy explain',
      'policy diff',
      'policy schema',
      'audit',
      'audit verify',
      'audit export',
    ]
    expect(paths.map((path) => path.join(' '))).toEqual(names)
  })

  it.each(paths)('of `ticketbound %s %s` has at least two examples', async (...path) => {
    const { code, out, err } = await type(...path, '--help')
    expect({ code, err }).toEqual({ code: 0, err: '' })
    expect(out.match(/^ {2}\$ ticketbound /gm)?.length).toBeGreaterThanOrEqual(2)
  })
})

describe('the command line', () => {
  it.each([
    ['an unknown option', ['run', '--confg', 'x'], "unknown option '--confg'"],
    ['an unknown command', ['finding'], "unknown command 'finding'"],
    ['one argument too many', ['run', 'now'], 'too many arguments'],
    ['an instant without a zone', ['run', '--at', '2026-02-01T00:00:00'], 'names no time zone; add Z or an offset'],
    ['31 February', ['run', '--at', '2026-02-31T00:00:00Z'], 'names a day that does not exist'],
    ['an unknown severity', ['run', '--fail-on', 'severe'], 'Use one of low, medium, high, critical.'],
    ['the beginning of a kind', ['findings', '--kind', 'leaver'], 'Did you mean leaver-still-active?'],
    ['an unknown kind', ['findings', '--kind', 'leaver-stil-active'], 'Did you mean leaver-still-active?'],
    [
      'a decision without an owner',
      ['accept', 'f-1', '--until', '2026-12-31', '--reason', 'x'],
      "required option '--owner <who>' not specified",
    ],
    [
      'a decision without an end',
      ['baseline', '--owner', 'alice', '--reason', 'x'],
      "required option '--until <when>' not specified",
    ],
    [
      'a decision without a reason',
      ['confirm', 'n-1', '--owner', 'alice'],
      "required option '--reason <text>' not specified",
    ],
    ['an empty reason', ['discard', 'n-1', '--owner', 'alice', '--reason', ' '], 'It is empty.'],
    ['half a head', ['audit', 'verify', '--expect-head', '42'], 'the count, a colon, 64 hexadecimal digits'],
    [
      'a configuration that is not there',
      ['run', '--config', 'none/ticketbound.yaml'],
      'none/ticketbound.yaml: there is no such file',
    ],
  ])('refuses %s with exit 2', async (_what, argv, says) => {
    const { code, out, err } = await type(...argv)
    expect({ code, out }).toEqual({ code: 2, out: '' })
    expect(err).toContain(says)
  })

  it('prints its version', async () => {
    const { code, out } = await type('--version')
    expect(code).toBe(0)
    expect(out).toMatch(/^\d+\.\d+\.\d+\n$/)
  })
})

describe('an error that nobody expected', () => {
  it.each([
    ['without its stack', {}, /Ticketbound did not expect this[\s\S]*With TICKETBOUND_DEBUG=1/, / at .*main\.test\.ts/],
    [
      'with its stack where that is asked for',
      { TICKETBOUND_DEBUG: '1' },
      / at .*main\.test\.ts/,
      /With TICKETBOUND_DEBUG=1/,
    ],
  ])('is told %s, and ends with 70', async (_how, env, says, saysNot) => {
    const { io, texts } = captured()
    const broken = {
      ...io.out,
      line: () => {
        throw new Error('out of paper')
      },
    }
    const folder = mkdtempSync(join(tmpdir(), 'ticketbound-'))
    expect(await main(['init', folder], { ...io, env, out: broken })).toBe(70)
    expect(texts.err).toContain('out of paper')
    expect(texts.err).toMatch(says)
    expect(texts.err).not.toMatch(saysNot)
  })
})
