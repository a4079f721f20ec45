import * as v from 'valibot'
import { exactObject, recordOf } from '../exchange/exact-object.ts'
import { DurationText, IdText, listOf } from '../exchange/leaf-shapes.ts'
import { requestKinds } from '../exchange/request-shape.ts'
import { approvalShape } from './approval-shape.ts'
import type { Risk } from './catalogue.ts'

/** Every risk tier, from least to most. */
export const risks = ['low', 'medium', 'high', 'critical'] as const satisfies readonly Risk[]

const settings = {
  system: v.nullish(IdText),
  owners: v.nullish(listOf(IdText)),
  approval: v.nullish(approvalShape),
  risk: v.nullish(v.picklist(risks)),
  levels: v.nullish(listOf(IdText)),
  maxDuration: v.nullish(DurationText),
  recertify: v.nullish(DurationText),
  rotate: v.nullish(DurationText),
  requestable: v.nullish(v.boolean()),
  permanent: v.nullish(v.boolean()),
  roles: v.nullish(listOf(IdText)),
  conflicts: v.nullish(listOf(IdText)),
  aliases: v.nullish(recordOf(IdText, listOf(IdText))),
  birthright: v.nullish(v.boolean()),
}

const settingsShape = v.object(settings)

const entry = exactObject({ id: IdText, inherits: v.nullish(IdText), ...settings })

const item = exactObject({ item: IdText, kind: v.picklist(requestKinds), entitlement: v.nullish(IdText) })

const group = exactObject({ id: IdText, owners: listOf(IdText) })

/** `catalogue.yaml`, parsed. */
export const CatalogueDocument = exactObject({
  defaults: v.nullish(exactObject(settings)),
  entitlements: v.array(entry),
  items: v.nullish(v.array(item)),
  groups: v.nullish(v.array(group)),
})
/** `catalogue.yaml` as its shape gives it: every text read, nothing yet known of how its entries fit together. */
export type CatalogueDocument = v.InferOutput<typeof CatalogueDocument>

/** What an entitlement's entry, or the defaults, can say. */
export type EntitlementSettings = v.InferOutput<typeof settingsShape>

/** One entry of the catalogue. */
export type CatalogueEntry = EntitlementSettings & {
  readonly id: string
  readonly inherits?: string | null | undefined
}
