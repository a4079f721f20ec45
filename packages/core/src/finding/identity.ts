import { canonicalJson } from '../record/canonical.ts'
import type { Sha256 } from '../record/hash.ts'
import type { FindingIdentity } from './finding.ts'

/**
 * The stable id of a finding: `f-` and 24 hexadecimal digits of the SHA-256 over the canonical identity. The principal
 * is part of it only where there is no account, so that learning whose an account is does not make a new finding.
 */
export function findingId(identity: FindingIdentity, sha256: Sha256): string {
  const { kind, principal, account, entitlement, system, ticket, counterpart } = identity
  const who = account === undefined ? { principal } : { account }
  const bytes = canonicalJson({ kind, ...who, entitlement, system, ticket, counterpart })
  return `f-${sha256(bytes).slice(0, 24)}`
}
