import { PassThrough } from 'node:stream'
import { describe, expect, it } from 'vitest'
import type { NightStep } from '../night/night-input.ts'
import { openOutput } from './output.ts'
import { openProgress } from './progress.ts'

const night: readonly NightStep[] = [
  { step: 'reading', source: 'itsm', done: 0, total: 200 },
  { step: 'reading', source: 'itsm', done: 100, total: 200 },
  { step: 'reading', source: 'itsm', done: 101, total: 200 },
  { step: 'read', source: 'itsm', rows: 1234, rejected: 2, complete: false },
  { step: 'reconciling', subjects: 0, of: 8 },
  { step: 'reconciling', subjects: 1, of: 8 },
  { step: 'reconciling', subjects: 4, of: 8 },
  { step: 'reconciling', subjects: 8, of: 8 },
  { step: 'published', changes: 1 },
]

function shown(steps: readonly NightStep[], isTTY: boolean, isDry = false): string {
  const stream: PassThrough & { isTTY?: boolean } = new PassThrough()
  stream.isTTY = isTTY
  let text = ''
  stream.on('data', (chunk: Buffer) => (text += chunk.toString()))
  const progress = openProgress(openOutput(stream, { NO_COLOR: '1' }), isDry)
  for (const step of steps) progress.onStep(step)
  progress.clear()
  return text
}

describe('progress', () => {
  it('is plain lines where there is no terminal, few enough for a log', () => {
    expect(shown(night, false).trimEnd().split('\n')).toEqual([
      'reading itsm',
      'read itsm: 1,234 rows, 2 rejected, incomplete',
      'reconciling 0 of 8 subjects',
      'reconciling 4 of 8 subjects',
      'reconciling 8 of 8 subjects',
      'published 1 change',
    ])
  })

  it('is one line on a terminal that is written only when it changes, and taken away at the end', () => {
    const texts = shown(night, true).split('\r\u001b[2K')
    expect(texts).toEqual([
      '',
      'Reading itsm 0 %',
      'Reading itsm 50 %',
      '',
      'Reconciling 0 %',
      'Reconciling 12 %',
      'Reconciling 50 %',
      'Reconciling 100 %',
      '',
    ])
  })

  it.each<[string, NightStep, string]>([
    ['be published', { step: 'published', changes: 2 }, 'would publish 2 changes\n'],
    ['be held', { step: 'held', reason: 'too many' }, 'would be held: too many\n'],
  ])('says of a dry run what would %s', (_what, step, text) => {
    expect(shown([step], false, true)).toBe(text)
  })

  it('shows that it goes on where nobody knows how much there is', () => {
    expect(shown([{ step: 'reading', source: 'a', done: 5, total: 0 }], true)).toContain('Reading a …')
  })

  it('lets no name steer the terminal', () => {
    expect(shown([{ step: 'reading', source: '\u001b[2J', done: 0, total: 1 }], false)).toBe('reading \ufffd[2J\n')
  })
})
