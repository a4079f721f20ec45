import { describe, expect, it } from 'vitest'
import { openStore } from '../../store/sqlite/open-store.ts'
import type { Store } from '../../store/store.ts'
import { someFinding } from '../../store/testdata/records.ts'
import { createAuditWriter } from './audit-writer.ts'
import { changeOnRecord, publishChanges } from './publish.ts'

const start = { head: { count: 0, hash: '0'.repeat(64) }, run: 'n-1', at: 0, seed: 'seed' }
const changes = [
  { subject: 1, changed: { change: 'opened', finding: someFinding('f-1') } },
  { subject: 2, changed: { change: 'refreshed', finding: someFinding('f-2', { message: 'anew' }) } },
  { subject: 0, changed: { change: 'resolved', finding: someFinding('f-3', { state: 'resolved' }) } },
] as const

function published(): Store {
  const store = openStore(':memory:')
  store.transaction(() => publishChanges('n-1', changes, store.night, createAuditWriter(store.night, start)))
  return store
}

describe('publishChanges', () => {
  it('gives every finding its new state, under its subject', () => {
    const store = published()
    expect([...store.findings({ includeClosed: true })]).toEqual(changes.map(({ changed }) => changed.finding))
    expect(['f-1', 'f-2', 'f-3'].map(store.night.subjectOfFinding)).toEqual([1, 2, 0])
  })

  it('notes every change that a person must look at, and puts it on record', () => {
    const store = published()
    expect([...store.changesOf('n-1')].map(({ change, finding }) => `${finding.id} ${change}`)).toEqual([
      'f-1 opened',
      'f-3 resolved',
    ])
    expect([...store.details()].map(({ bytes }) => bytes)).toEqual([
      changeOnRecord('opened', changes[0].changed.finding),
      changeOnRecord('resolved', changes[2].changed.finding),
    ])
    expect([...store.auditEntries()].map(({ bytes }) => JSON.parse(bytes).type)).toEqual(['findings'])
  })
})

describe('changeOnRecord', () => {
  it('says what changed, whose it is and what it rests on, without the words around it', () => {
    const finding = someFinding('f-1', {
      state: 'reopened',
      level: 'admin',
      counterpart: 'adm',
      reopenedBecause: 'it is back',
      acceptance: { exception: 'e-1', facts: {} },
    })
    const { message: _message, action: _action, facts: _facts, acceptance: _acceptance, ...said } = finding
    const { firstSeen: _first, changedAt: _changed, ...rest } = said
    expect(JSON.parse(changeOnRecord('reopened', finding))).toEqual({ change: 'reopened', exception: 'e-1', ...rest })
  })

  it('is one line of text, whatever the finding holds', () => {
    expect(changeOnRecord('opened', someFinding('f-1', { principal: 'a\nb' }))).not.toContain('\n')
  })
})
