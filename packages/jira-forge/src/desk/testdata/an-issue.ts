import {
  type Approval,
  catalogueBook,
  createDirectory,
  decide,
  defaultPolicy,
  type Entitlement,
  everyNameItself,
  type Instant,
  type KeyRing,
  materialDigest,
  type Person,
  type RequestLine,
  type RequestSurroundings,
} from '@ticketbound/core'
import { claimsOfSeal } from '@ticketbound/jira'
import { createSealOpener, createSignJws, sha256 } from '@ticketbound/seals'
import { exportJWK, generateKeyPair } from 'jose'
import type { IssueJudgement } from '../../gate/judge-issue.ts'
import type { Dossier } from '../../storage/dossiers.ts'
import type { ActiveKey } from '../../storage/key-store.ts'
import type { IssueOnDesk } from '../issue-on-desk.ts'

/** 10 November 2026, noon: when a unit test of the desk decides. */
export const noon: Instant = Date.UTC(2026, 10, 10, 12)

/** An hour, in milliseconds. */
export const hour = 3_600_000

/** The site of the unit tests. */
export const site = 'site-1'

const pair = await generateKeyPair('Ed25519')
const { x = '' } = await exportJWK(pair.publicKey)

/** The key that seals here, and the ring that knows it. */
export const key: ActiveKey = { kid: 'k1', sign: createSignJws(pair.privateKey) }
/** The ring that knows `key`. */
export const ring: KeyRing = new Map([['k1', { kid: 'k1', key: { kty: 'OKP', crv: 'Ed25519', x }, status: 'active' }]])

/** What a unit test says of an issue; what is left out is as it would be where all is well. */
export interface Situation {
  readonly line?: Partial<RequestLine>
  readonly entitlement?: Partial<Entitlement>
  readonly groupOwners?: Readonly<Record<string, readonly string[]>>
  /** Absent: no people document. */
  readonly people?: readonly Person[]
  /** Without a catalogue nothing says who must approve. */
  readonly governed?: boolean
  readonly seals?: readonly string[]
  readonly at?: Instant
  readonly keys?: KeyRing
  readonly surroundings?: Partial<RequestSurroundings>
  readonly dossier?: Partial<Dossier>
  readonly version?: number
}

/** `deploy`, which bob and dave own and one of them approves. */
export function deploy(given: Partial<Entitlement> = {}): Entitlement {
  return {
    id: 'deploy',
    system: 'prod',
    owners: ['acc-bob', 'acc-dave'],
    approval: { parts: [{ from: 'owner', count: 1 }] },
    risk: 'medium',
    levels: [],
    permanent: false,
    requestable: true,
    roles: [],
    conflicts: [],
    aliases: {},
    birthright: false,
    ...given,
  }
}

/** Alice's open request for `deploy` until the end of the year, which carol made and bob would answer for. */
export function aLine(given: Partial<RequestLine> = {}): RequestLine {
  return {
    source: 'jira',
    number: 'ACC-1',
    item: '["acc-alice","deploy"]',
    kind: 'provision',
    principal: 'acc-alice',
    entitlement: 'deploy',
    owner: 'acc-bob',
    requester: 'acc-carol',
    openedAt: noon - 48 * hour,
    state: 'open',
    expiresAt: Date.UTC(2027, 0, 1),
    justification: 'to release what is built',
    changes: [],
    approvals: [],
    ...given,
  }
}

/** The issue of a situation, judged by the real policy under real seals. */
export async function anIssue(situation: Situation = {}): Promise<IssueOnDesk> {
  const { seals = [], at = noon, keys = ring } = situation
  const surroundings = surroundingsOf(situation)
  const line = aLine(situation.line)

  async function judgeWith(given: readonly string[], now: Instant): Promise<IssueJudgement> {
    const opener = createSealOpener({ tenant: site, keys })
    for (const seal of given) opener.note(seal)
    const judgedLine = { ...line, approvals: [...line.approvals, ...given.flatMap(asApproval)] }
    const decision = decide(judgedLine, surroundings, { now, at: 'gate', seals: await opener.desk() })
    const digest = materialDigest(judgedLine, sha256)
    return { ok: true, judged: { line: judgedLine, decision, digest, state: decision.allowed ? 'ready' : 'blocked' } }
  }

  const reading = await judgeWith(seals, at)
  if (!reading.ok) throw new Error('an issue of a unit test can be judged')
  return {
    issueId: '10001',
    issueKey: 'ACC-1',
    projectId: '10000',
    tenant: site,
    at,
    judged: reading.judged,
    kept: { version: situation.version ?? seals.length, dossier: aDossier({ seals, ...situation.dossier }) },
    people: surroundings.people,
    entitlements: surroundings.entitlements,
    policy: surroundings.policy,
    keys,
    judgeWith,
  }
}

/** What is kept of the issue, unless told otherwise. */
export function aDossier(given: Partial<Dossier> = {}): Dossier {
  return {
    issueId: '10001',
    issueKey: 'ACC-1',
    projectId: '10000',
    seals: [],
    passages: [],
    voids: [],
    exceptionRequests: [],
    state: 'blocked',
    updatedAt: noon,
    ...given,
  }
}

function surroundingsOf({ entitlement, people, governed, groupOwners, surroundings }: Situation): RequestSurroundings {
  const entry = deploy(entitlement)
  const entitlements = new Map(governed === false ? [] : [[entry.id, entry] as const])
  const catalogue = { entitlements, items: [], groupOwners: new Map(Object.entries(groupOwners ?? {})) }
  return {
    entitlements: catalogueBook(catalogue, ['prod']),
    people: people === undefined ? everyNameItself : createDirectory(people, defaultPolicy.correlation),
    policy: defaultPolicy,
    heldBy: () => [],
    openFor: () => [],
    exception: () => undefined,
    ...surroundings,
  }
}

function asApproval(seal: string): readonly Approval[] {
  const claims = claimsOfSeal(seal)
  if (claims === undefined) return []
  const { approver, decision, decidedAt, for: group, onBehalfOf } = claims
  return [
    { approver, decision, decidedAt, how: 'sealed', seal, ...(group && { group }), ...(onBehalfOf && { onBehalfOf }) },
  ]
}
