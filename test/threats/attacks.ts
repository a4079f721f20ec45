import { type Decision, type SealKey, sealClaims, sealPayload } from '@ticketbound/core'
import { CompactSign, type CryptoKey, generateKeyPair } from 'jose'
import { sha256 } from '../../packages/servicenow-sync/src/sha256.ts'
import { active, keyPair, type Pair, ringOf, sealed } from '../seals/seal-house.ts'
import { approval, type Known, lineOf, type Row, toRow } from './threat-house.ts'

/** A request as the attacker hands it in: as a row, or as text where the attack is in the text. */
export interface Attempt extends Known {
  readonly row: Row | string
}

/** Something that somebody tries, and the code that must stop it. */
export interface Attack {
  /** As docs/threats.md names it. */
  readonly id: string
  readonly stoppedBy: string
  attempt(honest: Row): Attempt | Promise<Attempt>
}

const withApproval = (row: Row, ...approvals: readonly Row[]): Row => ({ ...row, approvals })
const by = (approver: string, more: Row = {}): Row => ({ ...approval, approver, ...more })

const selfApprovals: readonly Attack[] = [
  {
    id: 'self-approval',
    stoppedBy: 'approver-is-requester',
    attempt: (honest) => ({ row: withApproval(honest, by('rita')) }),
  },
  {
    id: 'self-approval-by-alias',
    stoppedBy: 'approver-is-principal',
    attempt: (honest) => ({
      row: withApproval({ ...honest, entitlement: 'vault', level: null }, by('a.lovelace', { for: 'security' })),
    }),
  },
  {
    id: 'self-approval-from-a-second-account',
    stoppedBy: 'approver-is-requester',
    attempt: (honest) => ({ row: withApproval({ ...honest, requester: 'rita-adm' }, by('rita')) }),
  },
  {
    id: 'self-approval-through-an-own-group',
    stoppedBy: 'group-of-interested',
    attempt: (honest) => ({ row: withApproval({ ...honest, entitlement: 'vault', level: null }, by('carol')) }),
  },
  {
    id: 'self-approval-by-a-sponsored-service',
    stoppedBy: 'approver-not-human',
    attempt: (honest) => ({ row: withApproval(honest, by('svc-ci')) }),
  },
  {
    id: 'self-approval-through-a-delegate',
    stoppedBy: 'approver-not-named',
    attempt: (honest) => ({
      row: withApproval(
        { ...honest, requester: 'bob' },
        by('dora', { decidedAt: '2026-03-03T12:00:00Z', onBehalfOf: 'bob' }),
      ),
    }),
  },
  {
    id: 'approval-of-an-own-service',
    stoppedBy: 'approver-is-sponsor',
    attempt: (honest) => ({ row: { ...honest, principal: 'svc-app' } }),
  },
  {
    id: 'approval-in-a-comment',
    stoppedBy: 'informal',
    attempt: (honest) => ({ row: withApproval(honest, by('bob', { how: 'informal' })) }),
  },
]

const decision: Decision = { approver: 'bob', decision: 'approved', decidedAt: Date.UTC(2026, 2, 6, 12) }

/** Bob decides about `honest` in the gate; the attacker then does something with the request that the seal is on. */
function afterSealing(change: (row: Row) => Row, known: Known = {}): Attack['attempt'] {
  return async (honest) => {
    const pair = await keyPair('k1')
    const row = toRow(await sealed(lineOf(honest), decision, pair))
    return { row: change(withApproval(honest, row)), keys: ringOf(active(pair)), ...known }
  }
}

const changedWithHistory =
  (field: string, value: string): Attack['attempt'] =>
  (honest) => ({
    row: { ...honest, [field]: value, changes: [{ at: '2026-03-07T00:00:00Z', field }] },
  })

const changes: readonly Attack[] = [
  {
    id: 'level-raised-after-approval',
    stoppedBy: 'seal-of-other-content',
    attempt: afterSealing((row) => ({ ...row, level: 'write' })),
  },
  {
    id: 'end-extended-after-approval',
    stoppedBy: 'seal-of-other-content',
    attempt: afterSealing((row) => ({ ...row, expiresAt: '2026-05-31' })),
  },
  {
    id: 'principal-swapped-after-approval',
    stoppedBy: 'seal-of-other-content',
    attempt: afterSealing((row) => ({ ...row, principal: 'gus' })),
  },
  {
    id: 'level-raised-after-native-approval',
    stoppedBy: 'before-material-change',
    attempt: changedWithHistory('level', 'write'),
  },
  {
    id: 'end-extended-after-native-approval',
    stoppedBy: 'before-material-change',
    attempt: changedWithHistory('expiresAt', '2026-05-31'),
  },
  {
    id: 'principal-swapped-after-native-approval',
    stoppedBy: 'before-material-change',
    attempt: changedWithHistory('principal', 'gus'),
  },
]

const replays: readonly Attack[] = [
  {
    id: 'replay-on-another-ticket',
    stoppedBy: 'seal-of-other-request',
    attempt: afterSealing((row) => ({ ...row, number: 'ACC-2' })),
  },
  {
    id: 'replay-at-another-tenant',
    stoppedBy: 'seal-of-other-tenant',
    attempt: afterSealing((row) => row, { tenant: 'umbrella' }),
  },
  {
    id: 'replay-on-a-reopened-ticket',
    stoppedBy: 'seal-of-other-request',
    attempt: afterSealing((row) => ({ ...row, reopenedAt: '2026-03-07T00:00:00Z' })),
  },
  {
    id: 'native-approval-of-a-reopened-ticket',
    stoppedBy: 'before-reopening',
    attempt: (honest) => ({ row: { ...honest, reopenedAt: '2026-03-07T00:00:00Z' } }),
  },
]

const times: readonly Attack[] = [
  {
    id: 'decision-dated-before-the-request',
    stoppedBy: 'before-opening',
    attempt: (honest) => ({ row: withApproval(honest, by('bob', { decidedAt: '2026-03-01T12:00:00Z' })) }),
  },
  {
    id: 'sealed-decision-dated-back',
    stoppedBy: 'seal-says-otherwise',
    attempt: afterSealing((row) =>
      withApproval(row, { ...(row.approvals as readonly Row[])[0], decidedAt: '2026-03-03T12:00:00Z' }),
    ),
  },
  {
    id: 'decision-of-a-clock-that-is-ahead',
    stoppedBy: 'after-fulfilment',
    attempt: (honest) => ({ row: withApproval(honest, by('bob', { decidedAt: '2026-03-10T00:00:01Z' })) }),
  },
  {
    id: 'approval-after-the-access-was-given',
    stoppedBy: 'after-fulfilment',
    attempt: (honest) => ({ row: { ...honest, fulfilledAt: '2026-03-05T00:00:00Z' } }),
  },
]

const approvers: readonly Attack[] = [
  {
    id: 'approver-who-had-left',
    stoppedBy: 'approver-inactive',
    attempt: (honest) => ({ row: withApproval(honest, by('eve')) }),
  },
  {
    id: 'delegation-that-had-ended',
    stoppedBy: 'approver-not-named',
    attempt: (honest) => ({ row: withApproval(honest, by('dora', { onBehalfOf: 'bob' })) }),
  },
  {
    id: 'role-gained-after-deciding',
    stoppedBy: 'approver-not-named',
    attempt: (honest) => ({ row: withApproval({ ...honest, entitlement: 'billing', level: null }, by('gus')) }),
  },
]

/** Carol rejects in the gate, and bob approves after her; then her rejection is taken away. */
async function withoutTheRejection(honest: Row): Promise<Attempt> {
  const pair = await keyPair('k1')
  const line = lineOf(honest)
  const rejection = await sealed(
    line,
    { ...decision, approver: 'carol', decision: 'rejected', decidedAt: Date.UTC(2026, 2, 5) },
    pair,
  )
  const after = await sealed(line, { ...decision, previous: rejection.seal }, pair)
  return { row: withApproval(honest, toRow(after)), keys: ringOf(active(pair)) }
}

const removals: readonly Attack[] = [
  { id: 'rejection-taken-away', stoppedBy: 'seal-history-broken', attempt: withoutTheRejection },
  {
    id: 'approval-before-a-rejection',
    stoppedBy: 'rejected-later',
    attempt: (honest) => ({
      row: withApproval(honest, approval, by('carol', { decision: 'rejected', decidedAt: '2026-03-07T00:00:00Z' })),
    }),
  },
  {
    id: 'approval-that-was-withdrawn',
    stoppedBy: 'withdrawn',
    attempt: (honest) => ({
      row: withApproval(honest, approval, by('bob-adm', { decision: 'withdrawn', decidedAt: '2026-03-07T00:00:00Z' })),
    }),
  },
]

const names: readonly Attack[] = [
  {
    id: 'approver-that-looks-like-another',
    stoppedBy: 'approver-unknown',
    attempt: (honest) => ({ row: withApproval(honest, by('b\u043eb')) }),
  },
  {
    id: 'approver-in-another-case',
    stoppedBy: 'approver-unknown',
    attempt: (honest) => ({ row: withApproval(honest, by('BOB')) }),
  },
  {
    id: 'approver-with-something-invisible',
    stoppedBy: 'approver-unknown',
    attempt: (honest) => ({ row: withApproval(honest, by('bob\u200b')) }),
  },
  {
    id: 'entitlement-that-looks-like-another',
    stoppedBy: 'entitlement-unknown',
    attempt: (honest) => ({ row: { ...honest, entitlement: 'dep\u217coy' } }),
  },
  {
    id: 'line-break-in-an-id',
    stoppedBy: 'id-malformed',
    attempt: (honest) => ({ row: { ...honest, principal: 'alice\nbob' } }),
  },
  {
    id: 'requester-hidden-behind-an-unknown-name',
    stoppedBy: 'requester-unknown',
    attempt: (honest) => ({ row: { ...honest, requester: 'RITA' } }),
  },
]

const texts: readonly Attack[] = [
  {
    id: 'key-that-stands-twice',
    stoppedBy: 'key-repeated',
    attempt: (honest) => ({
      row: JSON.stringify(honest).replace('"principal":"alice"', '"principal":"gus","principal":"alice"'),
    }),
  },
  {
    id: 'key-that-stands-twice-in-disguise',
    stoppedBy: 'key-repeated',
    attempt: (honest) => ({
      row: JSON.stringify(honest).replace('"level":"read"', '"level":"read","\\u006cevel":"read"'),
    }),
  },
  { id: 'level-that-is-empty', stoppedBy: 'id-malformed', attempt: (honest) => ({ row: { ...honest, level: '' } }) },
  {
    id: 'level-that-is-the-word-null',
    stoppedBy: 'seal-of-other-content',
    attempt: async (honest) => {
      const pair = await keyPair('k1')
      const without = { ...honest, entitlement: 'ledger', level: null }
      const row = toRow(await sealed(lineOf(without), decision, pair))
      return { row: withApproval({ ...without, level: 'null' }, row), keys: ringOf(active(pair)) }
    },
  },
  {
    id: 'item-that-stands-for-something-else',
    stoppedBy: 'item-disagrees',
    attempt: (honest) => ({ row: { ...honest, item: 'Production access', kind: 'change' } }),
  },
]

/** Somebody makes a seal of their own about the request. */
function withForgedSeal(
  make: (payload: string, pair: Pair) => Promise<string> | string,
  key?: (pair: Pair) => SealKey,
): Attack['attempt'] {
  return async (honest) => {
    const pair = await keyPair('k1')
    const payload = sealPayload(sealClaims(lineOf(honest), decision, { tenant: 'acme', sha256 }))
    const seal = await make(payload, pair)
    return { row: withApproval(honest, by('bob', { how: 'sealed', seal })), keys: ringOf((key ?? active)(pair)) }
  }
}

const typ = 'ticketbound-seal+jws'
const sign = (payload: string, header: { alg: string; kid: string }, key: CryptoKey | Uint8Array) =>
  new CompactSign(new TextEncoder().encode(payload)).setProtectedHeader({ ...header, typ }).sign(key)
const base64 = (text: string) => Buffer.from(text).toString('base64url')

const seals: readonly Attack[] = [
  {
    id: 'seal-with-algorithm-none',
    stoppedBy: 'seal-malformed',
    attempt: withForgedSeal(
      (payload) => `${base64(JSON.stringify({ alg: 'none', kid: 'k1', typ }))}.${base64(payload)}.${'A'.repeat(86)}`,
    ),
  },
  {
    id: 'seal-with-the-public-key-as-a-secret',
    stoppedBy: 'seal-malformed',
    attempt: withForgedSeal((payload, { key }) =>
      sign(payload, { alg: 'HS256', kid: 'k1' }, Buffer.from(key.x, 'base64url')),
    ),
  },
  {
    id: 'seal-with-another-algorithm',
    stoppedBy: 'seal-malformed',
    attempt: withForgedSeal(async (payload) =>
      sign(payload, { alg: 'ES256', kid: 'k1' }, (await generateKeyPair('ES256')).privateKey),
    ),
  },
  {
    id: 'seal-by-a-key-nobody-knows',
    stoppedBy: 'seal-key-unknown',
    attempt: withForgedSeal(async (payload) =>
      sign(payload, { alg: 'Ed25519', kid: 'k9' }, (await keyPair('k9')).privateKey),
    ),
  },
  {
    id: 'seal-by-another-key-of-that-name',
    stoppedBy: 'seal-forged',
    attempt: withForgedSeal(async (payload) =>
      sign(payload, { alg: 'Ed25519', kid: 'k1' }, (await keyPair('k1')).privateKey),
    ),
  },
  {
    id: 'seal-by-a-revoked-key',
    stoppedBy: 'seal-key-revoked',
    attempt: withForgedSeal(
      (payload, { privateKey }) => sign(payload, { alg: 'Ed25519', kid: 'k1' }, privateKey),
      (pair) => ({ ...active(pair), status: 'revoked' }),
    ),
  },
  {
    id: 'seal-that-is-cut-off',
    stoppedBy: 'seal-malformed',
    attempt: withForgedSeal(async (payload, { privateKey }) =>
      (await sign(payload, { alg: 'Ed25519', kid: 'k1' }, privateKey)).slice(0, -1),
    ),
  },
  {
    id: 'seal-that-is-oversized',
    stoppedBy: 'seal-malformed',
    attempt: withForgedSeal((payload) => `${base64(payload.repeat(20))}.e30.${'A'.repeat(86)}`),
  },
]

const exception: Row = {
  id: 'EX-1',
  owner: 'bob',
  reason: 'The quarter closes',
  from: '2026-03-01T00:00:00Z',
  until: '2026-06-30',
  covers: { rule: 'expiry-too-late', principal: 'alice', entitlement: 'deploy' },
  approvedBy: 'carol',
}

/** An end that is too far away, which the exception would excuse. */
const tooLong = (honest: Row): Row => ({ ...honest, expiresAt: '2026-12-31', exception: 'EX-1' })
const under =
  (change: Row): Attack['attempt'] =>
  (honest) => ({ row: tooLong(honest), exceptions: [{ ...exception, ...change }] })

const exceptions: readonly Attack[] = [
  {
    id: 'exception-approved-by-its-owner',
    stoppedBy: 'exception-self-approved',
    attempt: under({ approvedBy: 'bob-adm' }),
  },
  {
    id: 'exception-approved-by-the-requester',
    stoppedBy: 'exception-self-approved',
    attempt: under({ approvedBy: 'rita' }),
  },
  { id: 'exception-without-an-end-in-sight', stoppedBy: 'exception-too-long', attempt: under({ until: '2099-12-31' }) },
  { id: 'exception-that-is-over', stoppedBy: 'exception-not-in-force', attempt: under({ until: '2026-03-08' }) },
  {
    id: 'exception-for-another-entitlement',
    stoppedBy: 'exception-not-for-request',
    attempt: under({ covers: { rule: 'expiry-too-late', entitlement: 'vault' } }),
  },
  {
    id: 'exception-for-another-rule',
    stoppedBy: 'expiry-too-late',
    attempt: under({ covers: { rule: 'role-not-eligible' } }),
  },
  {
    id: 'exception-that-names-no-rule',
    stoppedBy: 'exception-not-for-rule',
    attempt: under({ covers: { principal: 'alice' } }),
  },
  {
    id: 'exception-to-a-rule-without-exceptions',
    stoppedBy: 'exception-not-for-rule',
    attempt: under({ covers: { rule: 'principal-unknown' } }),
  },
]

/** Everything that somebody may try, in the order of docs/threats.md. */
export const attacks: readonly Attack[] = [
  ...selfApprovals,
  ...changes,
  ...replays,
  ...times,
  ...approvers,
  ...removals,
  ...names,
  ...texts,
  ...seals,
  ...exceptions,
]

/** What is no attack, so that a gate which refuses everything is found out. */
export const honestAttempts: readonly (Attack & { readonly stoppedBy: 'nothing' })[] = [
  { id: 'as it is', stoppedBy: 'nothing', attempt: (honest) => ({ row: honest }) },
  { id: 'sealed', stoppedBy: 'nothing', attempt: afterSealing((row) => row) },
  {
    id: 'by a delegate in force',
    stoppedBy: 'nothing',
    attempt: (honest) => ({
      row: withApproval(honest, by('dora', { decidedAt: '2026-03-03T12:00:00Z', onBehalfOf: 'bob' })),
    }),
  },
  { id: 'under an exception', stoppedBy: 'nothing', attempt: under({}) },
  {
    id: 'by the group, for somebody else',
    stoppedBy: 'nothing',
    attempt: (honest) => ({
      row: withApproval(
        { ...honest, entitlement: 'vault', level: null, requester: 'gus' },
        by('carol', { for: 'security' }),
      ),
    }),
  },
]
