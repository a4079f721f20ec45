import {
  type Approval,
  type Decision,
  type EvidenceRule,
  type EvidenceVerdict,
  evaluateEvidence,
  type KeyRing,
  makeSeal,
  type PublicKey,
  type RequestLine,
  type SealKey,
  sealClaims,
} from '@ticketbound/core'
import { createSealOpener, createSignJws, sha256 } from '@ticketbound/seals'
import { type CryptoKey, exportJWK, generateKeyPair } from 'jose'
import { createDirectory } from '../../packages/core/src/people/directory.ts'

const noon = (day: number) => Date.UTC(2026, 2, day, 12)

/** Alice asks for herself; bob owns `deploy` and must approve it. */
export const request: RequestLine = {
  source: 'jira',
  number: 'ACC-1',
  item: '1',
  kind: 'provision',
  principal: 'alice',
  entitlement: 'deploy',
  level: 'read',
  owner: 'bob',
  requester: 'alice',
  expiresAt: noon(20),
  openedAt: noon(1),
  state: 'open',
  changes: [],
  approvals: [],
}

export const rule: EvidenceRule = {
  parts: [{ from: 'owner', count: 1 }],
  entitlement: 'deploy',
  owners: ['bob', 'carol'],
}

export const people = createDirectory(
  ['alice', 'bob', 'carol'].map((principal) => ({ principal, kind: 'human', active: true, accounts: [] }) as const),
  ['principal'],
)

export const decision: Decision = { approver: 'bob', decision: 'approved', decidedAt: noon(2) }

/** When the gate is asked. */
export const now = noon(3)

/** A key pair of a site, as the gate holds it. */
export interface Pair {
  readonly kid: string
  readonly privateKey: CryptoKey
  readonly key: PublicKey
}

export async function keyPair(kid: string): Promise<Pair> {
  const { privateKey, publicKey } = await generateKeyPair('Ed25519', { extractable: true })
  const { x = '' } = await exportJWK(publicKey)
  return { kid, privateKey, key: { kty: 'OKP', crv: 'Ed25519', x } }
}

export function ringOf(...keys: readonly SealKey[]): KeyRing {
  return new Map(keys.map((key) => [key.kid, key]))
}

export function active({ kid, key }: Pair): SealKey {
  return { kid, key, status: 'active' }
}

/** Seals a decision as the Jira app does, and gives it as the approval that an export holds. */
export async function sealed(
  about: RequestLine,
  given: Decision,
  { kid, privateKey }: Pair,
  tenant = 'acme',
): Promise<Approval & { readonly seal: string }> {
  const { previous: _previous, ...row } = given
  const seal = await makeSeal(sealClaims(about, given, { tenant, sha256 }), kid, createSignJws(privateKey))
  return { ...row, how: 'sealed', seal }
}

/** Judges approvals as the night does: their seals are opened first. */
export async function judge(
  about: RequestLine,
  approvals: readonly Approval[],
  keys: KeyRing,
  tenant = 'acme',
): Promise<EvidenceVerdict> {
  const opener = createSealOpener({ tenant, keys })
  for (const { seal } of approvals) if (seal !== undefined) opener.note(seal)
  return evaluateEvidence(about, approvals, rule, people, now, await opener.desk())
}
