import { bad, type Fault, good, type Reading } from '../fault.ts'
import type { Approval, RequestLine } from '../model/request.ts'
import { RequestRow } from './request-shape.ts'
import { RowTaker } from './row-taker.ts'
import { shapeFaults, withoutPaths } from './shape-faults.ts'
import { takeRequest } from './take-request.ts'

/** What a row does not say itself: the source it came from, and the IANA zone in which bare dates end. */
export interface RequestContext {
  readonly source: string
  readonly zone: string
}

/**
 * Reads one row of `requests.ndjson`, or of a CSV file with the same columns, or tells every fault it has.
 * A `source` in the row goes before the context's; `item` defaults to principal and entitlement; without `approvals`
 * there are none; for kind `none` the entitlement may be left out and is then empty; `null` for an optional field is
 * the same as leaving it out.
 */
export function readRequest(row: unknown, context: RequestContext): Reading<RequestLine> {
  const taker = new RowTaker(context.zone)
  const line = takeRequest(taker, row, context.source)
  if (!taker.failed && isCoherent(line)) return good(line)
  const shape = taker.failed ? withoutPaths(shapeFaults(RequestRow, row)) : []
  return bad(...shape, ...lineFaults(line))
}

function isCoherent(line: RequestLine): boolean {
  if (line.closedAt === undefined ? line.state === 'closed-complete' : line.closedAt < line.openedAt) return false
  if (line.entitlement === '' && line.kind !== 'none') return false
  return line.approvals.length < 2 || lineFaults(line).length === 0
}

/** What is wrong between fields. A field that could not be read is NaN or the kind's and state's harmless value. */
function lineFaults(line: RequestLine): readonly Fault[] {
  const faults: Fault[] = [...repeatedApprovals(line.approvals)]
  if (line.entitlement === '' && line.kind !== 'none') faults.push(withoutEntitlement)
  if (line.state === 'closed-complete' && line.closedAt === undefined) faults.push(withoutClosing)
  if (line.closedAt !== undefined && line.closedAt < line.openedAt) faults.push(closedBeforeOpened)
  return faults
}

function repeatedApprovals(approvals: readonly Approval[]): readonly Fault[] {
  const seen = new Map<string, number>()
  const faults: Fault[] = []
  for (const [index, { id }] of approvals.entries()) {
    const first = id === undefined || id === '' ? undefined : seen.get(id)
    if (id !== undefined && first === undefined) seen.set(id, index)
    if (first !== undefined) {
      faults.push({
        code: 'id-repeated',
        field: `approvals[${index}].id`,
        message: `approvals ${first} and ${index} have the same id`,
        help: 'give each decision its own id, or leave the repeated line out',
      })
    }
  }
  return faults
}

const withoutEntitlement: Fault = {
  code: 'field-missing',
  field: 'entitlement',
  message: '`entitlement` is missing',
  help: 'add the entitlement; only a line of kind none may leave it out',
}

const withoutClosing: Fault = {
  code: 'field-missing',
  field: 'closedAt',
  message: '`closedAt` is missing, and the state is closed-complete',
  help: 'add when the line closed: it says from when its access is owed',
}

const closedBeforeOpened: Fault = {
  code: 'closed-before-opened',
  field: 'closedAt',
  message: 'the line closed before it was opened',
  help: 'check openedAt and closedAt, and their zones',
}
