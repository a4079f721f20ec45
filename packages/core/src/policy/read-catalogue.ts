import * as v from 'valibot'
import { issueFaults } from '../exchange/shape-faults.ts'
import type { PathReading } from '../path-fault.ts'
import type { ApprovalRule, Catalogue, CatalogueItem, Entitlement, Risk } from './catalogue.ts'
import { catalogueFaults } from './catalogue-faults.ts'
import { CatalogueDocument, type EntitlementSettings } from './catalogue-shape.ts'
import { nameFaults } from './name-faults.ts'
import { toApprovalRule } from './read-approval.ts'
import { settleEntries } from './settle-entries.ts'

/**
 * Reads a parsed `catalogue.yaml`, or tells what is wrong with it and where. First the shape of every entry is
 * checked, then how the entries fit together: an entry that cannot be read would make every mention of it look wrong.
 * What an entry leaves out comes from the entry it `inherits` from, then from `defaults`, then from built-in values;
 * an approval rule that none of them gives comes from `tiers`, the policy's rules by risk.
 */
export function readCatalogue(document: unknown, tiers: ApprovalTiers = {}): PathReading<Catalogue> {
  const shaped = v.safeParse(CatalogueDocument, document)
  if (!shaped.success) return { ok: false, faults: issueFaults(shaped.issues) }
  const { defaults, entitlements: entries, items, groups } = shaped.output
  const settled = settleEntries(entries, defaults ?? {})
  const entitlements = new Map<string, Entitlement>()
  for (const [id, settings] of settled.settings) entitlements.set(id, toEntitlement(id, settings, tiers))
  const faults = [...catalogueFaults(shaped.output), ...settled.faults, ...nameFaults(entries, entitlements)]
  if (faults.length > 0) return { ok: false, faults }
  const groupOwners = new Map((groups ?? []).map(({ id, owners }) => [id, owners] as const))
  return { ok: true, value: { entitlements, items: (items ?? []).map(toItem), groupOwners } }
}

/** The approval rules that hold by risk where the catalogue gives none. */
export type ApprovalTiers = Readonly<Partial<Record<Risk, ApprovalRule>>>

function toEntitlement(id: string, settings: EntitlementSettings, tiers: ApprovalTiers): Entitlement {
  const { system, maxDuration, recertify, rotate } = settings
  const risk = settings.risk ?? 'medium'
  return {
    id,
    ...(typeof system === 'string' && { system }),
    owners: settings.owners ?? [],
    approval: settings.approval ? toApprovalRule(settings.approval) : (tiers[risk] ?? toApprovalRule({})),
    risk,
    levels: settings.levels ?? [],
    ...(typeof maxDuration === 'number' && { maxDuration }),
    ...(typeof recertify === 'number' && { recertify }),
    ...(typeof rotate === 'number' && { rotate }),
    requestable: settings.requestable ?? true,
    permanent: settings.permanent ?? false,
    roles: settings.roles ?? [],
    // The defaults may name a conflict for everybody; it is no conflict with itself.
    conflicts: (settings.conflicts ?? []).filter((conflict) => conflict !== id),
    // Without a prototype, so that a system called `constructor` has no name that nobody gave it.
    aliases: Object.assign(Object.create(null), settings.aliases),
    birthright: settings.birthright ?? false,
  }
}

function toItem({ item, kind, entitlement }: NonNullable<CatalogueDocument['items']>[number]): CatalogueItem {
  return { item, kind, ...(typeof entitlement === 'string' && { entitlement }) }
}
