import * as v from 'valibot'
import { exactObject } from '../exchange/exact-object.ts'
import { DurationText, IdText, InstantText, listOf, textOf } from '../exchange/leaf-shapes.ts'
import { principalKinds } from '../exchange/person-shape.ts'
import { bad, good, quote, type Reading } from '../fault.ts'
import { isZone } from '../time/instant.ts'
import { approvalShape } from './approval-shape.ts'
import type { CorrelationTier } from './policy.ts'

const holdRule = exactObject({
  share: v.nullish(v.pipe(v.number(), v.minValue(0), v.maxValue(1))),
  minimum: v.nullish(v.pipe(v.number(), v.integer(), v.minValue(0))),
})

/** More than this nobody would write, and no ticket field would hold. */
const longestJustification = 1000

/** `policy.yaml`, parsed. */
export const PolicyDocument = exactObject({
  zone: v.nullish(textOf(readZone)),
  grace: v.nullish(
    exactObject({
      provision: v.nullish(DurationText),
      removal: v.nullish(DurationText),
      expiry: v.nullish(DurationText),
      recertification: v.nullish(DurationText),
      rotation: v.nullish(DurationText),
    }),
  ),
  hold: v.nullish(v.lazy((hold) => (typeof hold === 'boolean' ? v.literal(false) : holdRule))),
  correlation: v.nullish(v.pipe(v.array(textOf(readTier)), v.nonEmpty())),
  approvals: v.nullish(
    exactObject({
      low: v.nullish(approvalShape),
      medium: v.nullish(approvalShape),
      high: v.nullish(approvalShape),
      critical: v.nullish(approvalShape),
    }),
  ),
  maxDuration: v.nullish(
    exactObject({
      human: v.nullish(DurationText),
      service: v.nullish(DurationText),
      agent: v.nullish(DurationText),
    }),
  ),
  justification: v.nullish(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(longestJustification))),
  maxException: v.nullish(DurationText),
  levels: v.nullish(
    exactObject({
      approval: v.nullish(DurationText),
      fulfilment: v.nullish(DurationText),
      removal: v.nullish(DurationText),
    }),
  ),
  warnings: v.nullish(exactObject({ expiry: v.nullish(DurationText), recertification: v.nullish(DurationText) })),
  gates: v.nullish(listOf(exactObject({ source: IdText, since: InstantText }))),
  birthrights: v.nullish(
    listOf(
      exactObject({
        entitlements: v.pipe(listOf(IdText), v.nonEmpty()),
        kinds: v.nullish(v.pipe(v.array(v.picklist(principalKinds)), v.nonEmpty())),
        roles: v.nullish(v.pipe(listOf(IdText), v.nonEmpty())),
      }),
    ),
  ),
})

/** `policy.yaml` as its shape gives it. */
export type PolicyDocument = v.InferOutput<typeof PolicyDocument>

function readZone(text: string): Reading<string> {
  if (isZone(text)) return good(text)
  return bad({
    code: 'zone-unknown',
    message: `${quote(text)} is not a time zone that is known here`,
    help: 'write an IANA zone such as Europe/Berlin, or UTC',
  })
}

function readTier(text: string): Reading<CorrelationTier> {
  if (text === 'account' || text === 'account-any-system' || text === 'principal') return good(text)
  if (isIdTier(text)) return good(text)
  return bad({
    code: 'value-not-allowed',
    message: `${quote(text)} is not a way to correlate`,
    help: 'use account, account-any-system, principal, or id:NAME such as id:mail',
  })
}

function isIdTier(text: string): text is `id:${string}` {
  return text.startsWith('id:') && text.length > 3
}
