import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { mutate } from './mutant.ts'
import { mutants } from './mutants.ts'

const top = fileURLToPath(new URL('../../', import.meta.url))

describe('a mutant', () => {
  it.each(mutants.map((mutant) => [mutant.name, mutant] as const))('still applies: %s', (_name, mutant) => {
    const text = readFileSync(`${top}${mutant.file}`, 'utf8')
    expect(mutate(text, mutant)).not.toBe(text)
    if (mutant.caughtBy !== 'worlds') for (const test of mutant.caughtBy) expect(existsSync(`${top}${test}`)).toBe(true)
  })

  it('has a name of its own', () => {
    expect(new Set(mutants.map(({ name }) => name)).size).toBe(mutants.length)
  })
})

describe('mutate', () => {
  const given = { name: 'm', file: 'f.ts', from: 'a < b', to: 'a <= b' }

  it('replaces the one piece of text', () => {
    expect(mutate('if (a < b) return', given)).toBe('if (a <= b) return')
    expect(mutate('if (a < b) return', { ...given, to: '$&' })).toBe('if ($&) return')
  })

  it.each([
    ['nowhere', 'if (a > b) return', 0],
    ['twice', 'a < b || a < b', 2],
  ])('refuses a text that stands %s', (_where, text, times) => {
    expect(() => mutate(text, given)).toThrow(`mutant \`m\`: its text stands ${times} times in f.ts`)
  })
})
