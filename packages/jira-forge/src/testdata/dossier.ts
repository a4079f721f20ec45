import { type Decision, makeSeal, type RequestLine, sealClaims } from '@ticketbound/core'
import { sha256 } from '@ticketbound/seals'
import type { Dossier } from '../storage/dossiers.ts'
import type { KeyStore } from '../storage/key-store.ts'
import { noon, tenant } from './app-host.ts'

/** The dossier of `ACC-1`, without a decision, unless told otherwise. */
export function aDossier(given: Partial<Dossier> = {}): Dossier {
  return {
    issueId: '20001',
    issueKey: 'ACC-1',
    projectId: '10000',
    seals: [],
    passages: [],
    voids: [],
    exceptionRequests: [],
    state: 'blocked',
    updatedAt: noon - 3_600_000,
    ...given,
  }
}

/** Seals a decision about a line with the active key: bob's approval of an hour ago, unless told otherwise. */
export async function aSeal(
  line: RequestLine,
  keys: KeyStore,
  given: Partial<Decision & { readonly tenant: string }> = {},
): Promise<string> {
  const { tenant: site = tenant, ...said } = given
  const decision = { approver: 'acc-bob', decision: 'approved', decidedAt: noon - 3_600_000, ...said } as const
  const { kid, sign } = await keys.active(noon)
  return makeSeal(sealClaims(line, decision, { tenant: site, sha256 }), kid, sign)
}
