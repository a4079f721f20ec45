import {
  type Catalogue,
  type Entitlement,
  type Policy,
  policyNotes,
  quote,
  readCatalogue,
  ruleFaults,
  sayDuration,
  sayRule,
} from '@ticketbound/core'
import { locate, type PlacedFault, type PlacedReading, parseYaml } from '@ticketbound/documents'
import { documentFiles } from './document-files.ts'
import type { DocumentReading, DocumentRecord } from './document-reading.ts'
import { toRecord } from './to-record.ts'

/** A catalogue as it was read, with what its records say. */
export interface CatalogueReading extends DocumentReading {
  readonly catalogue: Catalogue
}

/**
 * Reads the text of `catalogue.yaml`, the same that the night reads, with every fault at once. What in the policy would
 * no longer fit to it is a fault of the policy's file: the two hold together or not at all.
 */
export function readCatalogueText(text: string, policy: Policy): PlacedReading<CatalogueReading> {
  const parsed = parseYaml(documentFiles.catalogue, text)
  if (!parsed.ok) return parsed
  const reading = readCatalogue(parsed.value.value, policy.approvals)
  if (!reading.ok) return { ok: false, faults: locate(parsed.value, reading.faults) }
  const unfit = ruleFaults(policy, { catalogue: reading.value })
  if (unfit.length > 0) {
    return { ok: false, faults: unfit.map(({ path: _path, ...fault }) => ({ ...fault, file: documentFiles.policy })) }
  }
  const notes = policyNotes(policy, parsed.value.value).map(({ about, path, ...note }): PlacedFault => {
    if (about === 'policy') return { ...note, file: documentFiles.policy }
    return { ...note, file: documentFiles.catalogue, ...parsed.value.whereIs(path) }
  })
  return { ok: true, value: { catalogue: reading.value, records: recordsOf(reading.value), notes } }
}

function recordsOf({ entitlements, items, groupOwners }: Catalogue): ReadonlyMap<string, DocumentRecord> {
  return new Map([
    ...[...entitlements.values()].map((it) => [`entitlement ${quote(it.id)}`, entitlementRecord(it)] as const),
    ...items.map(({ item, ...fields }) => [`item ${quote(item)}`, toRecord(fields)] as const),
    ...[...groupOwners].map(([id, owners]) => [`group ${quote(id)}`, toRecord({ owners })] as const),
  ])
}

function entitlementRecord({ id: _id, approval, ...entitlement }: Entitlement): DocumentRecord {
  const { maxDuration, recertify, rotate } = entitlement
  return toRecord({
    ...entitlement,
    approval: sayRule(approval),
    ...(maxDuration !== undefined && { maxDuration: sayDuration(maxDuration) }),
    ...(recertify !== undefined && { recertify: sayDuration(recertify) }),
    ...(rotate !== undefined && { rotate: sayDuration(rotate) }),
  })
}
