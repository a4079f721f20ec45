import { copyFileSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { upstreamError } from '../errors.ts'
import type { Source } from '../sources/source.ts'
import { openStore } from '../store/sqlite/open-store.ts'
import { runIdOf } from './run-id.ts'
import { catalogueOf } from './testdata/catalogue-of.ts'
import { memorySource } from './testdata/memory-source.ts'
import { startNights } from './testdata/night-driver.ts'
import { day, grantRow, noon, personRow, requestRow } from './testdata/rows.ts'
import type { World } from './testdata/world-input.ts'
import { verifyAudit } from './verify-audit.ts'

type Rows = NonNullable<World['access']>

const world: World = {
  requests: [requestRow({ number: 'T1' }), requestRow({ number: 'T2', entitlement: 'read' })],
  access: [grantRow('alice'), grantRow('bob')],
}
const changed: World = { ...world, access: [grantRow('alice'), grantRow('carol')] }

/** A source whose reading does something else in the middle, and then fails or goes on. */
function interrupted(source: Source, doing: () => unknown): Source {
  return {
    ...source,
    read: async (options) => {
      const reading = await source.read(options)
      await doing()
      return reading
    },
  }
}

const unreadable = interrupted(memorySource({ name: 'late', reads: 'requests', rows: [] }), () => {
  throw new Error('killed')
})

describe('a night', () => {
  it('tells where tickets and systems differ, and says so in its result', async () => {
    const { night, findings, store } = startNights()
    const result = await night(day(4), world)
    expect(findings()).toEqual(['absent-before-first-night alice read: open', 'access-without-ticket bob deploy: open'])
    expect(result.findings['access-without-ticket']).toEqual({
      open: 1,
      opened: 1,
      resolved: 0,
      reopened: 0,
      accepted: 0,
    })
    expect(result.findings['closed-not-removed'].open).toBe(0)
    expect(result.head).toEqual(store.head())
    expect(store.lastNight()).toEqual(result)
  })

  it('goes on without a source whose vendor fails, and claims nothing that needs it', async () => {
    const { night, findings } = startNights()
    const failing: Source = {
      name: 'itsm',
      reads: 'requests',
      read: async () => {
        throw upstreamError({ code: 'instance-asleep', message: 'the instance is asleep', help: 'wake it' })
      },
    }
    const { sources } = await night(day(4), { access: [grantRow('bob')], more: [failing] })
    expect(sources.find(({ name }) => name === 'itsm')).toMatchObject({
      rows: 0,
      complete: false,
      reason: 'the instance is asleep',
      failure: { code: 'instance-asleep', help: 'wake it' },
    })
    expect(findings()).toEqual(['source-incomplete itsm: open'])
  })

  it('finds nothing where tickets and systems agree', async () => {
    const { night, findings } = startNights()
    await night(day(4), { requests: [requestRow({ number: 'T1' })], access: [grantRow('alice')] })
    expect(findings()).toEqual([])
  })

  it('resolves what is claimed no more, and reopens it when it is back', async () => {
    const { night, findings, store } = startNights()
    await night(day(4), world)
    await night(day(5), changed)
    expect(findings()).toContain('access-without-ticket bob deploy: resolved')
    const again = await night(day(6), world)
    expect(findings()).toContain('access-without-ticket bob deploy: reopened')
    expect(again.previousAt).toBe(day(5))
    expect([...store.changesOf(again.run)].map(({ change }) => change).sort()).toEqual(['reopened', 'resolved'])
  })

  it('keeps nothing of a finding that did not change', async () => {
    const { night, store } = startNights()
    await night(day(4), world)
    const again = await night(day(5), world)
    expect([...store.changesOf(again.run)]).toEqual([])
    expect(again.findings['access-without-ticket']).toMatchObject({ open: 1, opened: 0 })
  })

  it('verifies from its first entry, after any number of nights', async () => {
    const { night, store } = startNights()
    for (const at of [4, 5, 6]) await night(day(at), at === 5 ? changed : world)
    expect(verifyAudit(store)).toEqual({ head: store.head(), details: { checked: expect.any(Number), erased: 0 } })
    expect([...store.nights()].map(({ at }) => at)).toEqual([day(4), day(5), day(6)])
  })
})

describe('the instant of a night', () => {
  it('gives what it gave before when it comes again, and reads nothing', async () => {
    const { night, store } = startNights()
    const first = await night(day(4), world)
    const again = await night(day(4), { more: [unreadable] })
    expect(again).toEqual(first)
    expect(store.head()).toEqual(first.head)
  })

  it('is refused before the last night', async () => {
    const { night, store } = startNights()
    const last = await night(day(4), world)
    await expect(night(day(3), world)).rejects.toMatchObject({ kind: 'config', code: 'instant-in-the-past' })
    expect(store.lastNight()).toEqual(last)
  })

  it.each([3, 5])('leaves out a night during which another one, on day %i, was concluded', async (other) => {
    const { night, store, standing } = startNights()
    const more = [
      interrupted(memorySource({ name: 'late', reads: 'requests', rows: [] }), () => night(day(other), changed)),
    ]
    await expect(night(day(4), { ...world, more })).rejects.toMatchObject({ code: 'night-overtaken' })
    expect([...store.nights()].map(({ at }) => at)).toEqual([day(other)])
    expect(standing()).toContain('access-without-ticket carol deploy: open')
    expect(standing()).not.toContain('access-without-ticket bob deploy: open')
  })
})

describe('a night on disk', () => {
  let folder: string
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'night-'))
  })
  afterEach(() => rmSync(folder, { recursive: true }))

  async function at<T>(file: string, work: (nights: ReturnType<typeof startNights>) => Promise<T>): Promise<T> {
    const store = openStore(join(folder, file))
    try {
      return await work(startNights(store))
    } finally {
      store.close()
    }
  }

  const contents = () => readdirSync(folder).map((name) => [name, readFileSync(join(folder, name), 'hex')])

  it('leaves the store byte for byte as it was when it only tries', async () => {
    await at('store.db', ({ night }) => night(day(4), world))
    const before = contents()
    const tried = await at('store.db', ({ night }) => night(day(5), changed, { dryRun: true }))
    expect(tried.findings['access-without-ticket']).toMatchObject({ open: 1, opened: 1, resolved: 1 })
    expect(contents()).toEqual(before)
  })

  it('decides the same whether it only tries or not', async () => {
    const [tried, done] = await at('store.db', async ({ night }) => {
      await night(day(4), world)
      return [await night(day(5), changed, { dryRun: true }), await night(day(5), changed)]
    })
    expect(tried).toEqual(done)
  })

  it('leaves nothing behind but the store', async () => {
    await at('store.db', async ({ night }) => {
      await night(day(4), world)
      await expect(night(day(5), { ...changed, more: [unreadable] })).rejects.toThrow('killed')
    })
    expect(readdirSync(folder)).toEqual(['store.db'])
  })

  it('is forgotten when it was killed while reading, and leaves the same log when it is run again', async () => {
    await at('killed.db', ({ night }) => night(day(4), world))
    copyFileSync(join(folder, 'killed.db'), join(folder, 'undisturbed.db'))
    await at('killed.db', async ({ night, store }) => {
      await expect(night(day(5), { ...changed, more: [unreadable] })).rejects.toThrow('killed')
      expect(store.night.stateOf(runIdOf(day(5)))).toBe('reading')
      expect(store.lastNight()?.at).toBe(day(4))
    })
    const log = (file: string) =>
      at(file, async ({ night, store }) => {
        const result = await night(day(5), changed)
        return { result, entries: [...store.auditEntries()], findings: [...store.findings({ includeClosed: true })] }
      })
    expect(await log('killed.db')).toEqual(await log('undisturbed.db'))
  })

  it('forgets a killed night once another one begins', async () => {
    await at('store.db', async ({ night, store }) => {
      await expect(night(day(4), { ...world, more: [unreadable] })).rejects.toThrow('killed')
      await night(day(5), world)
      expect(store.night.stateOf(runIdOf(day(4)))).toBeUndefined()
      expect([...store.nights()].map(({ at: when }) => when)).toEqual([day(5)])
    })
  })
})

describe('the sources of a night', () => {
  it('keeps what is known of a system whose source gave nothing', async () => {
    const { night, standing, store } = startNights()
    await night(day(4), world)
    const result = await night(day(5), { ...world, access: [], incomplete: ['prod'] })
    expect(result.sources.find(({ name }) => name === 'prod')).toMatchObject({
      rows: 0,
      complete: false,
      reason: 'cut short',
    })
    expect(standing()).toEqual([
      'absent-before-first-night alice read: open',
      'access-without-ticket bob deploy: open',
      'source-incomplete prod: open',
    ])
    await night(day(6), world)
    expect(standing()).toEqual(['absent-before-first-night alice read: open', 'access-without-ticket bob deploy: open'])
    expect([...store.night.scopes()]).toEqual([
      { system: 'prod', source: 'prod', lastAt: day(6), lastCompleteAt: day(6), firstCompleteAt: day(4) },
    ])
  })

  it('claims no access without a ticket while the tickets are incomplete', async () => {
    const { night, standing } = startNights()
    await night(day(4), { ...world, incomplete: ['itsm'] })
    expect(standing()).toEqual(['source-incomplete itsm: open'])
  })

  it('takes one ticket number in two request sources for two tickets', async () => {
    const { night, standing } = startNights()
    const helpdesk = memorySource({
      name: 'helpdesk',
      reads: 'requests',
      rows: [requestRow({ number: 'T1', principal: 'bob' })],
    })
    const result = await night(day(4), { ...world, more: [helpdesk] })
    expect(result.sources.map(({ name, rows, complete }) => [name, rows, complete])).toEqual([
      ['itsm', 2, true],
      ['prod', 2, true],
      ['helpdesk', 1, true],
    ])
    expect(standing()).toEqual(['absent-before-first-night alice read: open'])
  })

  it('waits for every request source before it claims access without a ticket', async () => {
    const { night, standing } = startNights()
    const helpdesk = memorySource({ name: 'helpdesk', reads: 'requests', rows: [], incomplete: 'cut short' })
    await night(day(4), { ...world, more: [helpdesk] })
    expect(standing()).not.toContain('access-without-ticket bob deploy: open')
  })

  it('tells an empty export from one that is not there: people who are gone are not unmatched accounts', async () => {
    const { night, standing } = startNights()
    const people = [personRow('alice'), personRow('bob')]
    await night(day(4), { ...world, people })
    await night(day(5), { ...world, people: [], incomplete: ['hr'] })
    expect(standing()).toEqual([
      'absent-before-first-night alice read: open',
      'access-without-ticket bob deploy: open',
      'source-incomplete hr: open',
    ])
  })

  it('has a first night of its own for a system that is read later', async () => {
    const { night, standing } = startNights()
    const requests = [
      requestRow({ number: 'T1' }),
      requestRow({ number: 'T2', principal: 'bob', entitlement: 'vault' }),
    ]
    const vault = memorySource({ name: 'vault', reads: 'access', system: 'vault', rows: [grantRow('carol', 'vault')] })
    const catalogue = catalogueOf({ id: 'deploy', system: 'prod' }, { id: 'vault', system: 'vault' })
    await night(day(4), { requests, access: [grantRow('alice')], catalogue })
    expect(standing()).toEqual([])
    await night(day(5), { requests, access: [grantRow('alice')], more: [vault], catalogue })
    expect(standing()).toEqual(['absent-before-first-night bob vault: open', 'access-without-ticket carol vault: open'])
  })

  it('tells what it does, step by step', async () => {
    const steps: string[] = []
    const { night } = startNights()
    await night(day(4), world, { onStep: ({ step }) => steps.push(step) })
    expect(steps).toEqual(['read', 'read', 'published'])
  })
})

describe('access that comes back after its removal', () => {
  const provision = requestRow({ number: 'T1', openedAt: noon(1), closedAt: noon(2) })
  const removal = requestRow({ number: 'T2', kind: 'deprovision', openedAt: noon(4), closedAt: noon(5) })

  it.each<[string, Rows, Rows, string]>([
    ['is without a ticket when a night in between lacked it', [], [grantRow('alice')], 'access-without-ticket'],
    [
      'is without a ticket when it was granted after the removal closed',
      [grantRow('alice')],
      [grantRow('alice', 'deploy', { grantedAt: noon(6) })],
      'access-without-ticket',
    ],
    [
      'is a removal not done when it never went and says it is old',
      [grantRow('alice')],
      [grantRow('alice', 'deploy', { grantedAt: noon(2) })],
      'closed-not-removed',
    ],
    ['is a removal not done when it never went', [grantRow('alice')], [grantRow('alice')], 'closed-not-removed'],
  ])('%s', async (_, between, now, kind) => {
    const { night, standing } = startNights()
    await night(day(4), { requests: [provision], access: [grantRow('alice')] })
    await night(day(6), { requests: [provision, removal], access: between })
    await night(day(7), { requests: [provision, removal], access: now })
    expect(standing()).toEqual([`${kind} alice deploy: open`])
  })

  it('is a match again under a new provision', async () => {
    const { night, standing } = startNights()
    const requests = [provision, removal]
    await night(day(6), { requests, access: [grantRow('alice')] })
    const renewed = requestRow({ number: 'T3', openedAt: noon(6), closedAt: noon(6) })
    await night(day(7), { requests: [...requests, renewed], access: [grantRow('alice')] })
    expect(standing()).toEqual([])
  })
})

describe('rows that are rejected only once a later one is known', () => {
  const twoVersions = [requestRow({ number: 'T1' }), requestRow({ number: 'T1', level: 'write' })]
  const others = [2, 3, 4].map((number) => requestRow({ number: `T${number}`, principal: `p${number}` }))
  const itsm = (maxRejected: number) =>
    memorySource({ name: 'itsm', reads: 'requests', rows: [...twoVersions, ...others], maxRejected })

  it('end the night where they are more than the source allows, and nothing is kept of it', async () => {
    const { night, store } = startNights()
    await expect(night(day(4), { access: [], more: [itsm(0.3)] })).rejects.toMatchObject({
      code: 'too-many-rejected-lines',
      message: expect.stringContaining('2 of 5 rows were rejected, first itsm.ndjson:1: number: `T1`'),
    })
    expect(store.lastNight()).toBeUndefined()
  })

  it('only make the source incomplete where they are no more than that', async () => {
    const { night } = startNights()
    const { sources } = await night(day(4), { access: [], more: [itsm(0.4)] })
    expect(sources).toContainEqual(expect.objectContaining({ name: 'itsm', rejected: 2, complete: false }))
  })
})

describe('what a ticket promised and the systems lack', () => {
  const requests = [requestRow({ number: 'T1' })]

  it.each<[string, readonly (readonly [number, World])[], string]>([
    [
      'was removed without a ticket when an earlier night saw it',
      [
        [4, { requests, access: [grantRow('alice')] }],
        [5, { requests, access: [] }],
      ],
      'removed-without-ticket',
    ],
    [
      'was never provisioned when no night since saw it',
      [
        [1, { requests: [], access: [] }],
        [4, { requests, access: [] }],
      ],
      'closed-not-provisioned',
    ],
    ['was absent before the first night of its system', [[4, { requests, access: [] }]], 'absent-before-first-night'],
  ])('%s', async (_, nights, kind) => {
    const { night, standing } = startNights()
    const other = memorySource({ name: 'dev', reads: 'access', system: 'dev', rows: [] })
    for (const [at, given] of nights)
      await night(day(at), { ...given, more: [other], catalogue: catalogueOf({ id: 'deploy', system: 'prod' }) })
    expect(standing()).toEqual([`${kind} alice deploy: open`])
  })
})
