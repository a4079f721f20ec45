import { describe, expect, it } from 'vitest'
import { aDossier } from '../../packages/jira-forge/src/testdata/dossier.ts'
import type { FlawName } from '../servers/forge/flaws/catalogue.ts'
import { kvsPorts, now, startForgeStorage } from './storage-engines.ts'

type AllPorts = ReturnType<typeof kvsPorts>

const made = { at: now, by: 'acc-mia' }

/** Everything that is asked of the storage, and whether it changes something there. */
const asked: readonly {
  readonly what: string
  readonly changes: boolean
  readonly ask: (ports: AllPorts) => unknown
}[] = [
  { what: 'reading a dossier', changes: false, ask: ({ dossiers }) => dossiers.read('20001') },
  { what: 'writing a dossier', changes: true, ask: ({ dossiers }) => dossiers.write(aDossier(), 1) },
  {
    what: 'writing a first dossier',
    changes: true,
    ask: ({ dossiers }) => dossiers.write(aDossier({ issueId: '2' }), 0),
  },
  { what: 'listing dossiers', changes: false, ask: ({ dossiers }) => dossiers.list({ state: 'blocked' }) },
  { what: 'reading the settings', changes: false, ask: ({ settings }) => settings.read() },
  { what: 'writing the settings', changes: true, ask: ({ settings }) => settings.write({ projects: {} }, 1) },
  { what: 'reading versions', changes: false, ask: ({ documents }) => documents.versions('policy') },
  { what: 'reading a document', changes: false, ask: ({ documents }) => documents.read('policy', 1) },
  {
    what: 'writing a document',
    changes: true,
    ask: ({ documents }) => documents.write('policy', 'zone: UTC', made, 1),
  },
  { what: 'reading delegations', changes: false, ask: ({ delegations }) => delegations.inForce(now) },
  { what: 'delegating', changes: true, ask: ({ delegations }) => delegations.add(delegation) },
  { what: 'asking for the key', changes: false, ask: ({ keys }) => keys.active(now) },
  { what: 'asking for the ring', changes: false, ask: ({ keys }) => keys.ring() },
  { what: 'rotating', changes: true, ask: ({ keys }) => keys.rotate(now) },
  { what: 'appending to the log', changes: true, ask: ({ audit }) => audit.append(fact) },
  { what: 'reading the log', changes: false, ask: ({ audit }) => audit.read(1) },
  { what: 'reading the rule book', changes: false, ask: ({ ruleBooks }) => ruleBooks.read(now) },
]

const delegation = { by: 'bob', to: 'dave', from: now, until: now + 1000 }
const fact = { type: 'decision-recorded', at: now, refs: { issue: '20001' } } as const

/** A platform on which everything has been used once. */
async function used() {
  const forge = await startForgeStorage()
  const ports = kvsPorts(forge)
  await ports.dossiers.write(aDossier(), 0)
  await ports.settings.write({ projects: {} }, 0)
  await ports.documents.write('policy', 'zone: Europe/Berlin', made, 0)
  await ports.delegations.add(delegation)
  await ports.keys.active(now)
  await ports.audit.append(fact)
  return { forge, ports }
}

/** The code of what was thrown; `no code` for what is not the app's own. */
async function codeOf(asking: () => unknown): Promise<unknown> {
  try {
    await asking()
  } catch (error) {
    return typeof error === 'object' && error !== null && 'help' in error && 'code' in error ? error.code : 'no code'
  }
  return 'done'
}

const everything = (forge: Awaited<ReturnType<typeof startForgeStorage>>) =>
  JSON.stringify([
    forge.storage.values(),
    forge.storage.secrets(),
    forge.storage.entities('dossier'),
    forge.storage.entities('record'),
  ])

describe.each<[FlawName, string]>([
  ['storage-fails', 'storage-failed'],
  ['storage-unreachable', 'storage-failed'],
  ['storage-rate-limited', 'storage-busy'],
])('where every call meets %s', (flaw, code) => {
  it.each(asked)('$what says so with a code and a remedy, and changes nothing', async ({ ask }) => {
    const { forge, ports } = await used()
    const before = everything(forge)
    forge.flaws[flaw] = true
    expect(await codeOf(() => ask(ports))).toBe(code)
    expect(everything(forge)).toBe(before)
  })
})

describe('where storage is full', () => {
  it.each(asked)('$what: reading goes on, and writing says so', async ({ ask, changes }) => {
    const { forge, ports } = await used()
    const before = everything(forge)
    forge.flaws['storage-full'] = true
    expect(await codeOf(() => ask(ports))).toBe(changes ? 'storage-busy' : 'done')
    expect(everything(forge)).toBe(before)
  })
})

describe('where storage answers with a page for people', () => {
  it.each(asked)('$what is not taken for done by anybody who reads', async ({ ask, changes }) => {
    const { forge, ports } = await used()
    forge.flaws['storage-garbled'] = true
    const code = await codeOf(() => ask(ports))
    expect(changes ? ['done', 'storage-failed'] : ['storage-failed']).toContain(code)
  })
})

describe('where any one call fails', () => {
  it.each(asked)('$what succeeds or says so, and what is stored can be read', async ({ ask }) => {
    const { forge: whole, ports: counted } = await used()
    whole.record.clear()
    await ask(counted)
    for (let nth = 1; nth <= whole.record.calls.length; nth += 1) {
      for (const flaw of ['storage-fails', 'storage-fails-afterwards'] as const) {
        const { forge, ports } = await used()
        forge.flaws[flaw] = { nth }
        expect(['done', 'storage-failed']).toContain(await codeOf(() => ask(ports)))
        delete forge.flaws[flaw]
        const book = await ports.ruleBooks.read(now)
        expect(['Europe/Berlin', 'UTC']).toContain(book.policy?.zone)
        expect((await ports.dossiers.read('20001')).dossier).toEqual(aDossier())
        expect((await ports.keys.active(now)).kid).toBe([...(await ports.keys.ring())].at(-1)?.[0])
        expect((await ports.audit.read(1)).length).toBe((await ports.audit.head()).count)
      }
    }
  })
})
