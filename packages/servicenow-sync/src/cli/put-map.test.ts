import { mkdirSync, mkdtempSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { Config } from '../config/read-config.ts'
import { initServiceNowFiles } from './init-servicenow-files.ts'
import { nextSteps, placeOfMap, putMap } from './put-map.ts'

function aFile(text?: string): string {
  const file = join(mkdtempSync(join(tmpdir(), 'ticketbound-')), 'servicenow-map.yaml')
  if (text !== undefined) writeFileSync(file, text)
  return file
}

const textOf = (file: string) => readFileSync(file, 'utf8')

describe('a proposed map', () => {
  it('is written where there is none, for everybody to read', () => {
    const file = aFile()
    expect(putMap(file, 'a\n', false)).toEqual({ outcome: 'written', difference: [] })
    expect(textOf(file)).toBe('a\n')
    expect(statSync(file).mode & 0o777).toBe(0o644)
  })

  it('is left alone where it is there already', () => {
    expect(putMap(aFile('a\n'), 'a\n', false)).toEqual({ outcome: 'already-so', difference: [] })
  })

  it('is not written over another one, unless told', () => {
    const file = aFile('a\n')
    expect(putMap(file, 'b\n', false)).toMatchObject({ outcome: 'kept' })
    expect(textOf(file)).toBe('a\n')
    const forced = putMap(file, 'b\n', true)
    expect({ ...forced, difference: forced.difference.toSorted() }).toEqual({
      outcome: 'written',
      difference: ['+b', '-a'],
    })
    expect(textOf(file)).toBe('b\n')
  })

  it('is written over the one that `ticketbound init` wrote', () => {
    const file = aFile(initServiceNowFiles['servicenow-map.yaml'])
    expect(putMap(file, 'b\n', false)).toEqual({ outcome: 'written', difference: [] })
  })

  it('is not written where a folder is', () => {
    const file = aFile()
    mkdirSync(file)
    expect(() => putMap(file, 'a\n', true)).toThrow('cannot be written over, because it cannot be read')
  })
})

describe('what to type next', () => {
  const config: Config = { file: 'prod/ticketbound.yaml', store: 'prod/t.db', sources: [] }
  const auth = { type: 'api-key', key: { env: 'KEY' } } as const
  const withMap: Config = { ...config, servicenow: { instance: 'https://x', auth, map: 'prod/maps/m.yaml' } }

  it('is to write the map where the configuration has it, or beside it', () => {
    const steps = (of: Config) => nextSteps({ config: of, place: placeOfMap(of) }).at(-1)
    expect(steps(config)).toBe(
      '  ticketbound servicenow map --config prod/ticketbound.yaml --write prod/servicenow-map.yaml',
    )
    expect(steps(withMap)).toBe('  ticketbound servicenow map --config prod/ticketbound.yaml --write prod/maps/m.yaml')
  })

  it('is to name it, as the configuration finds it, and to check it', () => {
    const written = 'prod/maps/m.yaml'
    expect(nextSteps({ config, place: '', written })).toEqual([
      'Name it in prod/ticketbound.yaml, under `servicenow`:',
      '  map: ./maps/m.yaml',
      'When you have looked at it:',
      '  ticketbound servicenow map --config prod/ticketbound.yaml --check',
    ])
    expect(nextSteps({ config: withMap, place: '', written })).toHaveLength(2)
    const here = { ...withMap, file: './ticketbound.yaml' }
    expect(nextSteps({ config: here, place: '', written }).at(-1)).toBe('  ticketbound servicenow map --check')
  })
})
