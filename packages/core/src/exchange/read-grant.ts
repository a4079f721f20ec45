import { bad, good, type Reading } from '../fault.ts'
import type { Grant } from '../model/grant.ts'
import type { Draft } from './draft.ts'
import { given } from './given.ts'
import { GrantRow, grantFields } from './grant-shape.ts'
import { RowTaker } from './row-taker.ts'
import { shapeFaults, withoutPaths } from './shape-faults.ts'

/**
 * Reads one row of `access.ndjson`, or of a CSV file with the same columns, or tells every fault it has.
 * `zone` is the IANA zone in which bare dates end; `null` for an optional field is the same as leaving it out.
 */
export function readGrant(row: unknown, { zone }: { readonly zone: string }): Reading<Grant> {
  const taker = new RowTaker(zone)
  const grant = takeGrant(taker, row)
  return taker.failed ? bad(...withoutPaths(shapeFaults(GrantRow, row))) : good(grant)
}

/** Always the same order of fields, and only those present, so that a file's grants share few shapes in memory. */
function takeGrant(taker: RowTaker, input: unknown): Grant {
  const row = taker.row(input, grantFields)
  const grant: Draft<Grant> = { account: taker.id(row.account), entitlement: taker.id(row.entitlement) }
  if (given(row.level)) grant.level = taker.id(row.level)
  if (given(row.grantedAt)) grant.grantedAt = taker.instant(row.grantedAt)
  if (given(row.lastUsedAt)) grant.lastUsedAt = taker.instant(row.lastUsedAt)
  if (given(row.expiresAt)) grant.expiresAt = taker.end(row.expiresAt)
  if (given(row.credentialRotatedAt)) grant.credentialRotatedAt = taker.instant(row.credentialRotatedAt)
  if (given(row.via)) grant.via = taker.ids(row.via)
  return grant
}
