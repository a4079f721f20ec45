import { findingKinds } from '@ticketbound/core'
import { describe, expect, it } from 'vitest'
import { createCoverage } from './coverage.ts'
import { randomWorld } from './random-world.ts'
import { branches } from './reference/branches.ts'
import { referenceNights } from './reference/reference-engine.ts'

describe('coverage', () => {
  it('misses everything before the first world', () => {
    const missing = createCoverage().missing()
    expect(missing).toContain('branch `removed × present`')
    expect(missing).toContain('kind `broader-than-ticket`')
    expect(missing).toContain('change `reopened: wider path`')
    for (const kind of findingKinds) expect(missing).toContain(`kind \`${kind}\``)
  })

  it('counts what worlds come past', () => {
    const coverage = createCoverage()
    for (let seed = 1; seed <= 20; seed += 1) coverage.add(referenceNights(randomWorld(seed)))
    expect(coverage.branches.get('nothing × present')).toBeGreaterThan(0)
    expect(coverage.kinds.get('access-without-ticket')).toBeGreaterThan(0)
    expect(coverage.changes.get('opened')).toBeGreaterThan(0)
    expect(coverage.missing()).not.toContain('branch `nothing × present`')
  })

  it('knows every row of the situation table in every column', () => {
    const rows = ['present', 'expired', 'removed', 'open request', 'nothing']
    for (const row of rows) {
      for (const column of ['present', 'absent', 'unknown']) {
        expect(branches.some((branch) => branch.startsWith(`${row} × ${column}`))).toBe(true)
      }
    }
  })
})
