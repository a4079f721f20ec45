import { describe, expect, it } from 'vitest'
import { readDocument } from '../docs/documents.ts'
import { firstColumn } from '../docs/read-table.ts'
import type { Attack } from './attack.ts'
import { attacks, honestAttempts } from './attacks.ts'
import { type Answer, ask, honest } from './threat-house.ts'

async function answerTo({ attempt }: Attack): Promise<Answer> {
  const { row, ...known } = await attempt(honest)
  return ask(typeof row === 'string' ? row : JSON.stringify(row), known)
}

describe('a request passes', () => {
  it.each(honestAttempts.map((attempt) => [attempt.id, attempt] as const))('%s', async (_id, attempt) => {
    expect(await answerTo(attempt)).toEqual({ allowed: true, because: [] })
  })
})

describe('an attack fails', () => {
  it.each(attacks.map((attack) => [attack.id, attack] as const))('%s', async (_id, attack) => {
    const { allowed, because } = await answerTo(attack)
    expect(allowed).toBe(false)
    expect(because).toContain(attack.stoppedBy)
  })
})

describe('threats.md', () => {
  const rows = readDocument('docs/threats.md')
    .prose.split('\n')
    .filter((line) => line.startsWith('| `'))

  it('lists every attack that is tried here, in order, and no other', () => {
    expect(rows.map((row) => firstColumn(row)[0])).toEqual(attacks.map(({ id }) => id))
  })

  it('says of each which code stops it', () => {
    const codes = rows.map((row) => /`([^`]+)` *\|$/.exec(row)?.[1])
    expect(codes).toEqual(attacks.map(({ stoppedBy }) => stoppedBy))
  })
})
