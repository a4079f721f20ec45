import * as v from 'valibot'
import { issueFaults } from '../exchange/shape-faults.ts'
import { quote } from '../fault.ts'
import { faultAt, type PathFault, type PathReading } from '../path-fault.ts'
import type { ApprovalRule, Risk } from './catalogue.ts'
import {
  type BirthrightRule,
  type CorrelationTier,
  defaultPolicy,
  type GateRule,
  type HoldRule,
  type Policy,
} from './policy.ts'
import { PolicyDocument } from './policy-shape.ts'
import { approvalFaults, toApprovalRule } from './read-approval.ts'

/**
 * Reads a parsed `policy.yaml`, or tells what is wrong with it and where. What it leaves out, down to the single
 * waiting time, is as in `defaultPolicy`; so is everything where there is no document. `hold: false` switches holding
 * off.
 */
export function readPolicy(document: unknown): PathReading<Policy> {
  if (document === undefined || document === null) return { ok: true, value: defaultPolicy }
  const shaped = v.safeParse(PolicyDocument, document)
  if (!shaped.success) return { ok: false, faults: issueFaults(shaped.issues) }
  const faults = policyFaults(shaped.output)
  return faults.length > 0 ? { ok: false, faults } : { ok: true, value: toPolicy(shaped.output) }
}

function toPolicy(document: PolicyDocument): Policy {
  const { zone, grace, hold, correlation, approvals, maxDuration, justification, maxException } = document
  const { levels, warnings, gates, birthrights } = document
  const rule = hold === false ? undefined : toHold(hold ?? {})
  return {
    zone: zone ?? defaultPolicy.zone,
    grace: filledIn(grace, defaultPolicy.grace),
    ...(rule !== undefined && { hold: rule }),
    correlation: correlation ?? defaultPolicy.correlation,
    approvals: toTiers(approvals ?? {}),
    maxDuration: { ...defaultPolicy.maxDuration, ...withoutNothing(maxDuration ?? {}) },
    justification: justification ?? defaultPolicy.justification,
    maxException: maxException ?? defaultPolicy.maxException,
    levels: filledIn(levels, defaultPolicy.levels),
    warnings: filledIn(warnings, defaultPolicy.warnings),
    gates: (gates ?? []).map(({ source, since }): GateRule => ({ source, since })),
    birthrights: (birthrights ?? []).map(toBirthright),
  }
}

type Given<T> = { readonly [Key in keyof T]?: T[Key] | null | undefined }

/** The times that were given, and the defaults for those that were not. */
function filledIn<T extends object>(given: Given<T> | null | undefined, defaults: T): T {
  return { ...defaults, ...withoutNothing(given ?? {}) }
}

/** What was given of some settings; `null` is the same as leaving a setting out. */
function withoutNothing<T>(settings: Readonly<Record<string, T | null | undefined>>): Readonly<Record<string, T>> {
  const given: Record<string, T> = {}
  for (const [key, value] of Object.entries(settings)) if (value !== undefined && value !== null) given[key] = value
  return given
}

function toTiers(approvals: NonNullable<PolicyDocument['approvals']>): Policy['approvals'] {
  const tiers: Partial<Record<Risk, ApprovalRule>> = {}
  for (const [risk, settings] of Object.entries(approvals)) {
    if (settings) tiers[risk as Risk] = toApprovalRule(settings)
  }
  return tiers
}

function toBirthright({
  entitlements,
  kinds,
  roles,
}: NonNullable<PolicyDocument['birthrights']>[number]): BirthrightRule {
  return { entitlements, ...(kinds && { kinds }), ...(roles && { roles }) }
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

function policyFaults({ correlation, approvals, gates }: PolicyDocument): readonly PathFault[] {
  const tiers = Object.entries(approvals ?? {})
  return [
    ...repeatedTiers(correlation ?? []),
    ...tiers.flatMap(([risk, settings]) => (settings ? approvalFaults(settings, ['approvals', risk]) : [])),
    ...repeatedGates((gates ?? []).map(({ source }) => source)),
  ]
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

function repeatedGates(sources: readonly string[]): readonly PathFault[] {
  const faults: PathFault[] = []
  for (const [index, source] of sources.entries()) {
    if (sources.indexOf(source) === index) continue
    faults.push(
      faultAt(['gates', index, 'source'], {
        code: 'value-repeated',
        message: `${quote(source)} already has its gate`,
        help: 'name each source once, with the day since which its requests must pass',
      }),
    )
  }
  return faults
}
