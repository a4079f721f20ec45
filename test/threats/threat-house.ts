import {
  type Approval,
  catalogueBook,
  createDirectory,
  decide,
  type KeyRing,
  type PolicyException,
  parseStrictJson,
  type Reading,
  type RequestLine,
  readCatalogue,
  readException,
  readPerson,
  readPolicy,
  readRequest,
} from '@ticketbound/core'
import { createSealOpener } from '@ticketbound/seals'

/** A row of a request as somebody writes it. */
export type Row = Readonly<Record<string, unknown>>

/** When the gate is asked. */
export const now = Date.UTC(2026, 2, 10)

const zone = 'UTC'

const catalogue = {
  defaults: { system: 'prod', approval: { from: 'owner' }, maxDuration: 'P90D' },
  entitlements: [
    { id: 'deploy', owners: ['bob', 'eve', 'svc-ci', 'rita'], levels: ['read', 'write'] },
    { id: 'vault', owners: ['bob'], approval: { from: 'group', name: 'security' } },
    { id: 'billing', owners: ['bob'], approval: { from: 'role', name: 'controller' } },
    { id: 'ledger', owners: ['bob'], conflicts: ['billing'] },
  ],
  items: [{ item: 'Production access', kind: 'provision', entitlement: 'deploy' }],
  groups: [{ id: 'security', owners: ['rita'] }],
}

const people: readonly Row[] = [
  {
    principal: 'alice',
    kind: 'human',
    active: true,
    accounts: [{ account: 'a.lovelace' }, { system: 'prod', account: 'alice-adm' }],
  },
  { principal: 'rita', kind: 'human', active: true, accounts: [{ account: 'rita-adm' }] },
  {
    principal: 'bob',
    kind: 'human',
    active: true,
    accounts: [{ account: 'bob-adm' }],
    delegates: [{ to: 'dora', from: '2026-03-01T00:00:00Z', until: '2026-03-05' }],
  },
  { principal: 'carol', kind: 'human', active: true, groups: [{ id: 'security' }], accounts: [] },
  { principal: 'dora', kind: 'human', active: true, accounts: [] },
  { principal: 'eve', kind: 'human', active: false, endedAt: '2026-03-04', accounts: [] },
  {
    principal: 'gus',
    kind: 'human',
    active: true,
    roles: [{ id: 'controller', from: '2026-03-09T00:00:00Z' }],
    accounts: [],
  },
  { principal: 'svc-ci', kind: 'service', active: true, sponsor: 'rita', accounts: [] },
  { principal: 'svc-app', kind: 'service', active: true, sponsor: 'bob', accounts: [] },
]

/** Bob's decision, as the ticket system recorded it. */
export const approval: Row = { approver: 'bob', decision: 'approved', decidedAt: '2026-03-06T12:00:00Z', how: 'native' }

/** Alice's request, which rita made for her and bob approved: nothing is wrong with it. */
export const honest: Row = {
  source: 'jira',
  number: 'ACC-1',
  item: '1',
  kind: 'provision',
  principal: 'alice',
  entitlement: 'deploy',
  level: 'read',
  owner: 'bob',
  requester: 'rita',
  openedAt: '2026-03-02T08:00:00Z',
  state: 'open',
  expiresAt: '2026-04-30',
  justification: 'Release week of the shop',
  changes: [],
  approvals: [approval],
}

/** What else is known when the gate is asked. */
export interface Known {
  readonly exceptions?: readonly Row[]
  readonly keys?: KeyRing
  readonly tenant?: string
  readonly held?: readonly string[]
}

/** What the gate says: whether it lets the request pass, and every code that speaks against it. */
export interface Answer {
  readonly allowed: boolean
  readonly because: readonly string[]
}

const read = <T>(reading: Reading<T>): T => {
  if (!reading.ok) throw new Error(reading.faults.map(({ field, message }) => `${field}: ${message}`).join('; '))
  return reading.value
}

const policy = read(readPolicy({}))
const book = catalogueBook(read(readCatalogue(catalogue)), ['prod'])
const directory = createDirectory(
  people.map((row) => read(readPerson(row, { zone }))),
  policy.correlation,
)

/** Asks about a request as its text came in: read strictly, then judged by every rule and by its evidence. */
export async function ask(text: string, known: Known = {}): Promise<Answer> {
  const row = parseStrictJson(text)
  const reading = row.ok ? readRequest(row.value, { source: 'jira', zone }) : row
  if (!reading.ok) return { allowed: false, because: reading.faults.map(({ code }) => code) }
  return answer(reading.value, known)
}

async function answer(request: RequestLine, known: Known): Promise<Answer> {
  const { exceptions = [], keys = new Map(), tenant = 'acme', held = [] } = known
  const byId = new Map(exceptions.map((row) => read(readException(row, { zone }))).map((it) => [it.id, it] as const))
  const opener = createSealOpener({ tenant, keys })
  for (const { seal } of request.approvals) if (seal !== undefined) opener.note(seal)
  const decision = decide(request, surroundings(byId, held), { now, at: 'gate', seals: await opener.desk() })
  const { evidence } = decision
  const faults = evidence === undefined || evidence.sufficient ? [] : evidence.approvals.flatMap((it) => it.faults)
  return { allowed: decision.allowed, because: [...decision.request.violations.map(({ code }) => code), ...faults] }
}

function surroundings(exceptions: ReadonlyMap<string, PolicyException>, held: readonly string[]) {
  return {
    entitlements: book,
    people: directory,
    policy,
    heldBy: () => held.map((entitlement) => ({ entitlement })),
    openFor: () => [],
    exception: (id: string) => exceptions.get(id),
  }
}

/** Reads a row as the gate would, for whoever must seal a decision about it. */
export function lineOf(row: Row): RequestLine {
  return read(readRequest(row, { source: 'jira', zone }))
}

/** Writes an approval as an export does. */
export function toRow({ group, decidedAt, ...approval }: Approval): Row {
  return { ...approval, ...(group !== undefined && { for: group }), decidedAt: new Date(decidedAt).toISOString() }
}
