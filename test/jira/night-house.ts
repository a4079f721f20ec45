import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { issuePropertyKey, type NightProperty, nightPropertyKey } from '@ticketbound/jira'
import { main } from '../../packages/servicenow-sync/src/cli/main.ts'
import { captured } from '../../packages/servicenow-sync/src/cli/testdata/small-house.ts'
import { type ListedFinding, readListed } from '../demo/listed-finding.ts'
import { ask } from '../servers/jira/ask.ts'
import { type JiraEmulator, startJira } from '../servers/jira/start-jira.ts'
import { catalogueText } from '../world/jira/catalogue.ts'
import { fieldMap } from '../world/jira/fields.ts'
import { people } from '../world/jira/people.ts'
import { createSmallJira, type SmallJiraOptions } from '../world/jira/small-jira.ts'

/** The night after the small world's requests were made, a day after they can have been closed. */
export const nightOf = '2026-11-22T12:00:00Z'

/** The night after that. */
export const laterNight = '2026-11-22T18:00:00Z'

/** The account that the night asks as, and where its token is. */
const account = 'acc-mia'
export const secret = 'JIRA_TOKEN'

/** One grant of the system `cloud`. */
export interface Held {
  readonly account: string
  readonly entitlement: string
  readonly level?: string
}

/** What a night said as JSON. */
export interface SaidNight {
  readonly sources: readonly {
    readonly name: string
    readonly rows: number
    readonly rejected: number
    readonly complete: boolean
    readonly reason?: string
  }[]
}

/** How a command ended. */
export interface Ended {
  readonly code: number
  readonly out: string
  readonly err: string
}

/** A Jira site, a folder of exports, and the command between them. */
export interface NightHouse {
  readonly jira: JiraEmulator
  readonly folder: string
  readonly env: Readonly<Record<string, string>>
  /** Lets hours go by on the site. */
  wait(hours: number): void
  /** Writes the configuration; `more` is added to it, `site` stands in the place of the site. */
  configure(changes?: { readonly more?: string; readonly jira?: string; readonly site?: string }): void
  held(...grants: readonly Held[]): void
  write(name: string, text: string): void
  type(...argv: readonly string[]): Promise<Ended>
  /** Runs a night, and tells how the source `jira` was read. */
  run(at?: string): Promise<Ended & { readonly itsm: SaidNight['sources'][number] | undefined }>
  /** The open findings, as `KIND TICKETS`. */
  findings(): Promise<readonly string[]>
  listed(): Promise<readonly ListedFinding[]>
  /** Somebody decides in the approval step that an issue waits in. */
  decide(key: string, by: string, decision: 'approve' | 'decline'): Promise<void>
  /** Carol makes a transition. */
  move(key: string, transition: string): Promise<void>
  edit(key: string, fields: Readonly<Record<string, unknown>>, by?: string): Promise<void>
  /** What the night left on an issue. */
  told(key: string): NightProperty | undefined
  setProperty(key: string, value: unknown, by?: string): Promise<void>
  close(): Promise<void>
}

/** Opens a house over the small world. Nothing is held until it is said. */
export async function openNightHouse(options: SmallJiraOptions = {}): Promise<NightHouse> {
  let clock = Date.parse('2026-11-21T08:00:00Z')
  const jira = await startJira({ world: createSmallJira({ ...options, now: () => clock }) })
  return nightHouseOver(jira, (ms) => {
    clock += ms
  })
}

/** Opens a house over a site that is there; `later` lets time go by on it. */
export function nightHouseOver(jira: JiraEmulator, later: (ms: number) => void): NightHouse {
  const folder = mkdtempSync(join(tmpdir(), 'ticketbound-jira-night-'))
  const env = { [secret]: jira.tokenFor(account) }
  const write = (name: string, text: string): void => writeFileSync(join(folder, name), text)
  const rows = (given: readonly object[]): string => given.map((row) => `${JSON.stringify(row)}\n`).join('')

  function configure({ more = '', jira: section = '', site = jira.url } = {}): void {
    write(
      'ticketbound.yaml',
      `store: ./ticketbound.db
catalogue: ./catalogue.yaml
jira:
  site: ${site}
  auth: { type: api-token, user: ${emailOf(account)}, token: { env: ${secret} } }
  map: ./jira-map.yaml
  jql: project = ACC
${section}sources:
  - { name: jira, reads: requests, type: jira }
  - { name: cloud, reads: access, type: files, path: ./cloud.ndjson, system: cloud, allowEmpty: true, maxDrop: 1 }
  - { name: finance, reads: access, type: files, path: ./finance.ndjson, system: finance, allowEmpty: true, maxDrop: 1 }
  - { name: people, reads: people, type: files, path: ./people.ndjson }
${more}`,
    )
  }

  async function type(...argv: readonly string[]): Promise<Ended> {
    const { io, texts } = captured()
    const code = await main([...argv, '--config', join(folder, 'ticketbound.yaml')], {
      ...io,
      env,
      now: jira.world.now,
    })
    return { code, ...texts }
  }

  async function run(at = nightOf) {
    const ended = await type('run', '--at', at, '--json')
    const said = ended.out === '' ? undefined : (JSON.parse(ended.out) as SaidNight)
    return { ...ended, itsm: said?.sources.find(({ name }) => name === 'jira') }
  }

  async function listed(): Promise<readonly ListedFinding[]> {
    return readListed((await type('findings', '--json')).out)
  }

  async function decide(key: string, by: string, decision: 'approve' | 'decline'): Promise<void> {
    const path = `/rest/servicedeskapi/request/${key}/approval`
    const { body } = await ask(jira, path, { as: by })
    const id = body.values.at(-1).id
    settled(await ask(jira, `${path}/${id}`, { method: 'POST', as: by, body: { decision } }))
    later(60_000)
  }

  async function move(key: string, transition: string): Promise<void> {
    const { body } = await ask(jira, `issue/${key}/transitions`, { as: 'acc-carol' })
    const { id } = body.transitions.find(({ name }: { readonly name: string }) => name === transition) ?? {}
    const asked = { method: 'POST', as: 'acc-carol', body: { transition: { id } } }
    settled(await ask(jira, `issue/${key}/transitions`, asked))
    later(60_000)
  }

  for (const name of ['catalogue.yaml', 'cloud.ndjson', 'finance.ndjson']) write(name, '')
  write('catalogue.yaml', catalogueText)
  write('jira-map.yaml', JSON.stringify(fieldMap))
  const everybody = people.map(({ accountId }) => ({ principal: accountId, kind: 'human', active: true, accounts: [] }))
  write('people.ndjson', rows(everybody))
  configure()

  return {
    jira,
    folder,
    env,
    wait: (hours) => later(hours * 3_600_000),
    configure,
    held: (...grants) => {
      const isFinance = ({ entitlement }: Held) => entitlement === 'billing'
      write('finance.ndjson', rows(grants.filter(isFinance)))
      write('cloud.ndjson', rows(grants.filter((grant) => !isFinance(grant))))
    },
    write,
    type,
    run,
    listed,
    findings: async () => (await listed()).map(({ kind, tickets }) => [kind, ...tickets].join(' ')).sort(),
    decide,
    move,
    edit: async (key, fields, by = 'acc-eve') => {
      settled(await ask(jira, `issue/${key}`, { method: 'PUT', as: by, body: { fields } }))
      later(60_000)
    },
    told: (key) => jira.world.issue(key)?.properties[nightPropertyKey] as NightProperty | undefined,
    setProperty: async (key, value, by = 'acc-eve') => {
      const path = `issue/${key}/properties/${issuePropertyKey}`
      settled(await ask(jira, path, { method: 'PUT', as: by, body: value }))
    },
    close: () => jira.stop(),
  }
}

function emailOf(of: string): string {
  return people.find(({ accountId }) => accountId === of)?.email ?? ''
}

function settled({ status, text }: { readonly status: number; readonly text: string }): void {
  if (status >= 300) throw new Error(`${status} ${text}`)
}
