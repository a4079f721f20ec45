import { bad, type Fault, good, type Reading } from '../fault.ts'
import type { Recertification } from '../model/recertification.ts'
import type { Draft } from './draft.ts'
import { given } from './given.ts'
import { RecertificationRow, recertificationDecisions, recertificationFields } from './recertification-shape.ts'
import { RowTaker } from './row-taker.ts'
import { shapeFaults, withoutPaths } from './shape-faults.ts'

/**
 * Reads one row of `recertifications.ndjson`, or of a CSV file with the same columns, or tells every fault it has.
 * `zone` is the IANA zone in which bare dates end; `null` for an optional field is the same as leaving it out.
 */
export function readRecertification(row: unknown, { zone }: { readonly zone: string }): Reading<Recertification> {
  const taker = new RowTaker(zone)
  const recertification = takeRecertification(taker, row)
  const faults = recertificationFaults(recertification)
  if (!taker.failed && faults.length === 0) return good(recertification)
  const shape = taker.failed ? withoutPaths(shapeFaults(RecertificationRow, row)) : []
  return bad(...shape, ...faults)
}

/** Always the same order of fields, so that a file's recertifications share few shapes in memory. */
function takeRecertification(taker: RowTaker, input: unknown): Recertification {
  const row = taker.row(input, recertificationFields)
  const recertification: Draft<Recertification> = {
    principal: taker.id(row.principal),
    entitlement: taker.id(row.entitlement),
    decision: taker.one(row.decision, recertificationDecisions, 'keep'),
    decider: taker.id(row.decider),
    decidedAt: taker.instant(row.decidedAt),
  }
  if (given(row.until)) recertification.until = taker.end(row.until)
  return recertification
}

function recertificationFaults({ decision, until, decidedAt }: Recertification): readonly Fault[] {
  if (until === undefined) return []
  if (decision === 'revoke') return [endOfRevocation]
  return until <= decidedAt ? [keptUntilThePast] : []
}

const endOfRevocation: Fault = {
  code: 'until-of-revocation',
  field: 'until',
  message: 'a revocation has no end: the access must go when it is decided',
  help: 'leave `until` out, or decide `keep`',
}

const keptUntilThePast: Fault = {
  code: 'until-not-after-decision',
  field: 'until',
  message: 'the access is kept until before the decision',
  help: 'give an end after `decidedAt`, or decide `revoke`',
}
