import {
  type Catalogue,
  defaultPolicy,
  type Fault,
  findingKinds,
  kindFacts,
  measureFacts,
  readCatalogue,
} from '@ticketbound/core'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { acceptBaseline, acceptFinding } from '../night/accept.ts'
import type { NightResult } from '../night/night-result.ts'
import { runNight } from '../night/run-night.ts'
import type { Reads, Source } from '../sources/source.ts'
import { openStore } from '../store/sqlite/open-store.ts'
import type { Store } from '../store/store.ts'
import { buildReportModel } from './build-report-model.ts'
import { renderReport } from './render-report.ts'
import { compareSeverity } from './severity-mark.ts'

const day = 86_400_000
const first = Date.UTC(2026, 1, 1)

function source(reads: Reads, rows: readonly unknown[]): Source {
  const read: Source['read'] = async ({ accept }) => {
    const faults: Fault[] = rows.flatMap(
      (row, index) => accept(row, { file: `${reads}.ndjson`, line: index + 1 }) ?? [],
    )
    expect(faults).toEqual([])
    return {
      files: [`${reads}.ndjson`],
      rows: rows.length,
      rejected: 0,
      bytes: 0,
      sha256: '0'.repeat(64),
      complete: true,
      asOf: '2026-01-31',
    }
  }
  return { name: reads, reads, ...(reads === 'access' && { system: 'prod' }), read }
}

function night(
  store: Store,
  at: number,
  accounts: readonly string[],
  hold = defaultPolicy.hold,
  catalogue?: Catalogue,
): Promise<NightResult> {
  const sources = [
    source('requests', []),
    source(
      'people',
      ['alice', 'bob', 'carol'].map((principal) => ({ principal, kind: 'human', active: true, accounts: [] })),
    ),
    source(
      'access',
      accounts.map((account) => ({ account, entitlement: 'deploy' })),
    ),
  ]
  const policy = { ...defaultPolicy, ...(hold && { hold }) }
  const digests = { policyDigest: 'p'.repeat(64), configDigest: 'c'.repeat(64) }
  return runNight(store, { at, ...(catalogue && { catalogue }), policy, ...digests, sources })
}

let store: Store

beforeEach(() => {
  store = openStore(':memory:')
})

afterEach(() => store.close())

describe('the model of a report', () => {
  it('says what is open, with what each finding rests on', async () => {
    const model = buildReportModel(store, await night(store, first, ['alice', 'bob']), 'digest')
    const kind = model.kinds.find((each) => each.kind === 'access-without-ticket')
    expect(kind).toMatchObject({ open: 2, accepted: 0, title: 'Access without a ticket' })
    expect(kind?.findings.map(({ who }) => who).toSorted()).toEqual(['alice', 'bob'])
    expect(kind?.findings[0]?.evidence).toContainEqual({
      what: 'Snapshot line',
      where: expect.stringMatching(/^access\.ndjson:\d, source access, prod as of 2026-02-01T00:00:00Z$/),
    })
    expect(kind?.findings[0]?.controls).toEqual(kindFacts('access-without-ticket').controls)
  })

  it('says what changed since the night before', async () => {
    await night(store, first, ['alice', 'bob'])
    const model = buildReportModel(store, await night(store, first + day, ['bob', 'carol']), 'digest')
    expect(model.previousAt).toBe(first)
    expect(model.changes.totals).toEqual({ opened: 1, reopened: 0, resolved: 1, accepted: 0 })
    expect(model.changes.opened.map(({ who }) => who)).toEqual(['carol'])
    expect(model.changes.resolved.map(({ who }) => who)).toEqual(['alice'])
  })

  it('has every measure, and every night of the trend with this one last', async () => {
    await night(store, first, ['alice', 'bob'])
    const model = buildReportModel(store, await night(store, first + day, ['bob']), 'digest')
    expect(model.measures.map(({ id }) => id)).toEqual(Object.keys(measureFacts))
    expect(model.trend.map(({ at, open }) => [at, open.high])).toEqual([
      [first, 2],
      [first + day, 1],
    ])
    expect(model.trend[0]?.measures?.['source-coverage']).toBe(1)
  })

  it('counts every night of the trend by the severity of its findings, whatever that of their kinds', async () => {
    const deploy = { id: 'deploy', system: 'prod', owners: ['alice'], risk: 'critical' }
    const reading = readCatalogue({ entitlements: [deploy] })
    if (!reading.ok) throw new Error(JSON.stringify(reading.faults))
    await night(store, first, ['alice', 'bob'], undefined, reading.value)
    const model = buildReportModel(store, await night(store, first + day, ['bob'], undefined, reading.value), 'digest')
    expect(model.trend.map(({ open }) => open.critical)).toEqual([2, 1])
  })

  it('shows a night of the trend as it stood until the next one, with what was accepted in between', async () => {
    await night(store, first, ['alice', 'bob'])
    acceptBaseline(store, { owner: 'alice', until: first + 9 * day, reason: 'x' })
    const model = buildReportModel(store, await night(store, first + day, ['alice', 'bob', 'carol']), 'digest')
    expect(model.trend.map(({ open }) => open.high)).toEqual([0, 1])
  })

  it('leaves a night out of the trend while it is on hold, unless it is about that night', async () => {
    await night(store, first, ['alice'])
    const held = await night(store, first + day, ['bob', 'carol'], { share: 0, minimum: 1 })
    expect(buildReportModel(store, held, 'digest').trend.map(({ open }) => open.high)).toEqual([1, 1])
    await night(store, first + 2 * day, ['alice'])
    expect(buildReportModel(store, held, 'digest').trend).toHaveLength(2)
  })

  it('shows every kind', async () => {
    const model = buildReportModel(store, await night(store, first, []), 'digest')
    expect(model.kinds.map(({ kind }) => kind)).toEqual(findingKinds)
  })

  it('counts what was accepted since the night', async () => {
    const result = await night(store, first, ['alice', 'bob'])
    const [finding] = [...store.findings({ includeClosed: false })]
    acceptFinding(store, { finding: finding?.id ?? '', owner: 'alice', until: first + day, reason: 'x' })
    const model = buildReportModel(store, result, 'digest')
    expect(model.kinds.find(({ kind }) => kind === 'access-without-ticket')).toMatchObject({ open: 1, accepted: 1 })
    expect(model.trend.at(-1)?.open.high).toBe(1)
  })

  it('lists what changed by urgency, the worst first', async () => {
    const entries = [
      { id: 'deploy', system: 'prod', owners: [], risk: 'low' },
      { id: 'release', system: 'prod', owners: ['alice'], risk: 'critical' },
    ]
    const reading = readCatalogue({ entitlements: entries })
    if (!reading.ok) throw new Error(JSON.stringify(reading.faults))
    const result = await night(store, first, ['nobody-1', 'carol', 'nobody-2'], undefined, reading.value)
    const severitiesSeen = buildReportModel(store, result, 'digest').changes.opened.map(({ severity }) => severity)
    expect(new Set(severitiesSeen).size).toBeGreaterThan(1)
    expect(severitiesSeen).toEqual(severitiesSeen.toSorted(compareSeverity))
  })

  it('says why a night is on hold, what would end the hold, and what the night would change', async () => {
    await night(store, first, ['alice'])
    const held = await night(store, first + day, ['bob', 'carol'], { share: 0, minimum: 1 })
    const model = buildReportModel(store, held, 'digest')
    expect(model.held?.confirm).toContain(`ticketbound confirm ${held.run}`)
    expect(model.held?.discard).toContain(`ticketbound discard ${held.run}`)
    expect(model.changes.totals).toMatchObject({ opened: 2, resolved: 1 })
    expect(model.kinds.find(({ kind }) => kind === 'access-without-ticket')).toMatchObject({ open: 1 })
  })

  it('says as of when a dated export stands: the end of its day, and no later than the night', async () => {
    const noon = first - day / 2
    const atNoon = buildReportModel(store, await night(store, noon, []), 'digest')
    expect(atNoon.sources[0]?.asOf).toBe(noon)
    const later = buildReportModel(store, await night(store, first + day, []), 'digest')
    expect(later.sources[0]?.asOf).toBe(first)
  })

  it('gives a kind the severity of its most urgent finding, and its own where it has none', async () => {
    const deploy = { id: 'deploy', system: 'prod', owners: ['alice'], risk: 'critical' }
    const reading = readCatalogue({ entitlements: [deploy] })
    if (!reading.ok) throw new Error(JSON.stringify(reading.faults))
    const model = buildReportModel(store, await night(store, first, ['bob'], undefined, reading.value), 'digest')
    const severityOf = (wanted: string) => model.kinds.find(({ kind }) => kind === wanted)?.severity
    expect(severityOf('access-without-ticket')).toBe('critical')
    expect(severityOf('closed-not-removed')).toBe(kindFacts('closed-not-removed').severity)
  })

  it('can be rendered', async () => {
    const model = buildReportModel(store, await night(store, first, ['<script>alert(1)</script>']), 'digest')
    expect(renderReport(model)).not.toContain('<script>alert')
  })
})
