import { sealAlgorithm, sealType } from './open-seal.ts'
import { type SealClaims, sealPayload } from './seal-claims.ts'

/** The protected header of a seal. */
export interface SealHeader {
  readonly alg: typeof sealAlgorithm
  readonly kid: string
  readonly typ: typeof sealType
}

/** Signs a payload as a compact JWS with exactly this protected header. The host passes it in. */
export type SignJws = (header: SealHeader, payload: string) => Promise<string>

/** Seals a decision with the key of that id. */
export function makeSeal(claims: SealClaims, kid: string, sign: SignJws): Promise<string> {
  return sign({ alg: sealAlgorithm, kid, typ: sealType }, sealPayload(claims))
}
