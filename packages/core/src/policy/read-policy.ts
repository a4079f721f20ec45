import * as v from 'valibot'
import { issueFaults } from '../exchange/shape-faults.ts'
import { quote } from '../fault.ts'
import { faultAt, type PathFault, type PathReading } from './path-fault.ts'
import { type CorrelationTier, defaultPolicy, type HoldRule, type Policy } from './policy.ts'
import { PolicyDocument } from './policy-shape.ts'

/**
 * Reads a parsed `policy.yaml`, or tells what is wrong with it and where. What it leaves out, down to the single
 * waiting time, is as in `defaultPolicy`; so is everything where there is no document. `hold: false` switches holding
 * off.
 */
export function readPolicy(document: unknown): PathReading<Policy> {
  if (document === undefined || document === null) return { ok: true, value: defaultPolicy }
  const shaped = v.safeParse(PolicyDocument, document)
  if (!shaped.success) return { ok: false, faults: issueFaults(shaped.issues) }
  const { zone, grace, hold, correlation } = shaped.output
  const faults = repeatedTiers(correlation ?? [])
  if (faults.length > 0) return { ok: false, faults }
  const rule = hold === false ? undefined : toHold(hold ?? {})
  const value: Policy = {
    zone: zone ?? defaultPolicy.zone,
    grace: {
      provision: grace?.provision ?? defaultPolicy.grace.provision,
      removal: grace?.removal ?? defaultPolicy.grace.removal,
      expiry: grace?.expiry ?? defaultPolicy.grace.expiry,
    },
    ...(rule !== undefined && { hold: rule }),
    correlation: correlation ?? defaultPolicy.correlation,
  }
  return { ok: true, value }
}

interface HoldSettings {
  readonly share?: number | null | undefined
  readonly minimum?: number | null | undefined
}

function toHold({ share, minimum }: HoldSettings): HoldRule | undefined {
  const base = defaultPolicy.hold
  if (base === undefined) return undefined
  return { share: share ?? base.share, minimum: minimum ?? base.minimum }
}

function repeatedTiers(tiers: readonly CorrelationTier[]): readonly PathFault[] {
  const faults: PathFault[] = []
  for (const [index, tier] of tiers.entries()) {
    if (tiers.indexOf(tier) === index) continue
    faults.push(
      faultAt(['correlation', index], {
        code: 'value-repeated',
        message: `${quote(tier)} is already tried before`,
        help: 'name each way once; the first that matches decides',
      }),
    )
  }
  return faults
}
