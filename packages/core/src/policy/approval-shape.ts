import * as v from 'valibot'
import { exactObject } from '../exchange/exact-object.ts'
import { DurationText, IdText } from '../exchange/leaf-shapes.ts'
import type { ApprovalPart } from './catalogue.ts'

const approvers = ['owner', 'manager', 'group', 'role'] as const satisfies readonly ApprovalPart['from'][]

/** Enough for any committee; a larger number is a slip of the finger. */
const mostApprovers = 100

const part = {
  from: v.nullish(v.picklist(approvers)),
  name: v.nullish(IdText),
}

const mostParts = 10

/** An approval rule as the catalogue and the policy write it: one part, or under `all` several. */
export const approvalShape = exactObject({
  ...part,
  count: v.nullish(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(mostApprovers))),
  all: v.nullish(
    v.pipe(
      v.array(
        exactObject({
          ...part,
          count: v.nullish(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(mostApprovers))),
        }),
      ),
      v.nonEmpty(),
      v.maxLength(mostParts),
    ),
  ),
  maxAge: v.nullish(DurationText),
})

/** An approval rule as it is written. */
export type ApprovalSettings = v.InferOutput<typeof approvalShape>
