import type { Recertification } from '../model/recertification.ts'

/** Names one recertification: nobody decides twice at one instant about one entitlement of one principal. */
export function recertificationKey({
  principal,
  entitlement,
  decidedAt,
}: Pick<Recertification, 'principal' | 'entitlement' | 'decidedAt'>): string {
  return `${principal}\u0000${entitlement}\u0000${decidedAt}`
}
