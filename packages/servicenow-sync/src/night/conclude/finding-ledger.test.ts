import {
  bookFromFiles,
  type Claim,
  createExceptionBook,
  defaultPolicy,
  everyNameItself,
  type Finding,
  findingKinds,
  type Night,
  type PolicyException,
} from '@ticketbound/core'
import { describe, expect, it } from 'vitest'
import type { SubjectChange } from '../../store/store.ts'
import { someException, someFinding } from '../../store/testdata/records.ts'
import type { LoadedAccess } from '../load/load-access.ts'
import { createFindingLedger } from './finding-ledger.ts'

const scope = { system: 'prod', source: 'prod', at: 20, read: true, complete: true, firstCompleteAt: 1 }
const plain: Night = {
  at: 20,
  policy: defaultPolicy,
  policyDigest: 'p',
  entitlements: bookFromFiles(['prod'], new Map()),
  directory: everyNameItself,
  scopes: new Map([['prod', scope]]),
  ticketsComplete: true,
  peopleComplete: true,
  candidates: new Set(),
}

function claim(account: string, given: Partial<Claim> = {}): Claim {
  const { id: _id, state: _state, firstSeen: _first, changedAt: _changed, ...claimed } = someFinding('f-1')
  return { ...claimed, principal: account, account, ...given }
}

function openLedger({
  night = plain,
  exceptions = [],
}: {
  night?: Night
  exceptions?: readonly PolicyException[]
} = {}) {
  const noted: SubjectChange[] = []
  const journal = { note: (change: SubjectChange) => void noted.push(change), all: function* () {} }
  const book = createExceptionBook(exceptions, night.at)
  const told = () => noted.map(({ subject, changed: { change, finding } }) => `${subject} ${finding.account} ${change}`)
  return { ledger: createFindingLedger(night, book, journal), noted, told, book }
}

/** A finding of an earlier night, under the id that its claim has. */
function priorOf(account: string, given: Partial<Finding> = {}): Finding {
  const [finding] = openLedger({ night: { ...plain, at: 10 } }).ledger.settle(1, [claim(account)], [])
  if (finding === undefined) throw new Error('a claim opens a finding')
  return { ...finding, ...given }
}

describe('a finding ledger', () => {
  it('opens what is claimed for the first time, and notes it with its subject', () => {
    const { ledger, noted } = openLedger()
    const after = ledger.settle(7, [claim('alice')], [])
    expect(after).toMatchObject([{ state: 'open', firstSeen: 20 }])
    expect(noted).toEqual([{ subject: 7, changed: { change: 'opened', finding: after[0] } }])
  })

  it('notes nothing where nothing changed', () => {
    const { ledger, noted } = openLedger()
    const prior = [priorOf('alice')]
    expect(ledger.settle(1, [claim('alice')], prior)).toEqual(prior)
    expect(ledger.settle(2, [], [])).toEqual([])
    expect(noted).toEqual([])
    expect(ledger.changes()).toBe(0)
  })

  it('takes the same claim twice for one', () => {
    const { ledger, noted } = openLedger()
    expect(ledger.settle(1, [claim('alice'), claim('alice', { level: 'x' })], [])).toHaveLength(1)
    expect(noted).toHaveLength(1)
  })

  it('resolves what is claimed no more', () => {
    const { ledger, told } = openLedger()
    expect(ledger.settle(1, [claim('bob')], [priorOf('alice')]).map(({ state }) => state)).toEqual(['open', 'resolved'])
    expect(told()).toEqual(['1 bob opened', '1 alice resolved'])
  })

  it.each<[string, Partial<Night>]>([
    ['the tickets', { ticketsComplete: false }],
    ['its scope', { scopes: new Map([['prod', { ...scope, complete: false }]]) }],
  ])('leaves as it was what is claimed no more while %s may be incomplete', (_what, given) => {
    const { ledger, noted } = openLedger({ night: { ...plain, ...given } })
    const prior = [priorOf('alice')]
    expect(ledger.settle(1, [], prior)).toEqual(prior)
    expect(noted).toEqual([])
    expect(ledger.published().findings['access-without-ticket'].open).toBe(1)
  })

  it('counts by kind, before and after', () => {
    const { ledger } = openLedger({ exceptions: [someException('e-1', { until: 99, covers: { account: 'eve' } })] })
    const accepted = { exception: 'e-1', facts: {} }
    ledger.settle(1, [claim('new')], [])
    ledger.settle(2, [claim('stays')], [priorOf('stays')])
    ledger.settle(3, [], [priorOf('gone')])
    ledger.settle(4, [claim('back')], [priorOf('back', { state: 'resolved' })])
    ledger.settle(5, [claim('eve')], [priorOf('eve')])
    ledger.settle(
      6,
      [claim('old')],
      [priorOf('old', { state: 'accepted', acceptance: { ...accepted, exception: 'e-9' } })],
    )
    ledger.settle(7, [], [priorOf('long gone', { state: 'resolved' })])
    expect(ledger.published().findings['access-without-ticket']).toEqual({
      open: 4,
      opened: 1,
      resolved: 1,
      reopened: 2,
      accepted: 1,
    })
    expect(ledger.withheld().findings['access-without-ticket']).toEqual({
      open: 3,
      opened: 0,
      resolved: 0,
      reopened: 0,
      accepted: 0,
    })
    expect(ledger.changes()).toBe(5)
    expect(ledger.standing()).toEqual({ open: 4, accepted: 1 })
  })

  it('counts what is open by its own severity, before and after, whatever that of its kind', () => {
    const { ledger } = openLedger()
    ledger.settle(1, [claim('new', { severity: 'critical' })], [])
    ledger.settle(2, [claim('worse', { severity: 'critical' })], [priorOf('worse', { severity: 'low' })])
    ledger.settle(3, [], [priorOf('gone', { severity: 'medium' })])
    ledger.settle(4, [claim('back')], [priorOf('back', { state: 'resolved' })])
    expect(ledger.published().openBySeverity).toEqual({ low: 0, medium: 0, high: 1, critical: 2 })
    expect(ledger.withheld().openBySeverity).toEqual({ low: 1, medium: 1, high: 0, critical: 0 })
  })

  it('counts every kind, those of which there is none too', () => {
    const { ledger } = openLedger()
    expect(Object.keys(ledger.published().findings)).toEqual(findingKinds)
    expect(Object.keys(ledger.withheld().findings)).toEqual(findingKinds)
  })

  it('brings a finding up to date without calling it a change', () => {
    const { ledger, told } = openLedger()
    ledger.settle(1, [claim('alice', { message: 'other' })], [priorOf('alice')])
    expect(told()).toEqual(['1 alice refreshed'])
    expect(ledger.changes()).toBe(0)
    expect(ledger.scopeChanges(accessOf(['prod']))[0]?.changed).toBe(0)
  })

  it('tells the exceptions which findings only an ended one would cover', () => {
    const { ledger, book } = openLedger({
      exceptions: [someException('e-1', { until: 20, covers: { account: 'alice' } })],
    })
    ledger.settle(1, [claim('alice'), claim('bob')], [])
    expect([...book.stillReliedOn()]).toEqual([['e-1', 1]])
  })
})

function accessOf(systems: readonly string[], names: readonly (readonly [string, number])[] = []): LoadedAccess {
  const first = { source: 's', file: 'f', line: 1 }
  return {
    scopes: new Map(systems.map((system) => [system, { ...scope, system, previousCompleteAt: 19 }])),
    names: names.map(([system, grants], at) => ({ system, native: `n${at}`, first, grants })),
  } as unknown as LoadedAccess
}

describe('how much changes in each scope', () => {
  it('is what opens, resolves or reopens there, and not what is accepted', () => {
    const { ledger } = openLedger({ exceptions: [someException('e-1', { until: 99, covers: { account: 'eve' } })] })
    const dev = { system: 'dev' }
    ledger.settle(
      1,
      [claim('a'), claim('a', dev), claim('eve')],
      [priorOf('gone'), priorOf('b', { state: 'resolved' })],
    )
    ledger.settle(2, [claim('b')], [priorOf('b', { state: 'resolved' })])
    expect(
      ledger.scopeChanges(accessOf(['prod', 'dev', 'lab'])).map(({ system, changed }) => [system, changed]),
    ).toEqual([
      ['prod', 3],
      ['dev', 1],
      ['lab', 0],
    ])
  })

  it('is seen beside the grants of the scope', () => {
    const { ledger } = openLedger()
    const access = accessOf(
      ['prod', 'dev'],
      [
        ['prod', 3],
        ['dev', 10],
        ['prod', 4],
      ],
    )
    expect(ledger.scopeChanges(access).map(({ grants }) => grants)).toEqual([7, 10])
  })

  it.each([
    ['first', { complete: true }, true],
    ['second', { complete: true, previousCompleteAt: 19 }, false],
    ['incomplete', { complete: false }, false],
  ])('knows the %s complete night of a scope', (_which, given, isFirst) => {
    const { previousCompleteAt: _previous, ...bare } = { ...scope, previousCompleteAt: 0 }
    const access = { scopes: new Map([['prod', { ...bare, ...given }]]), names: [] } as unknown as LoadedAccess
    expect(openLedger().ledger.scopeChanges(access)).toMatchObject([{ system: 'prod', isFirst }])
  })
})
