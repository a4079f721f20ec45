import { bad, type Fault, good, type Reading } from '../fault.ts'
import { findingKinds } from '../finding/kinds.ts'
import type { ExceptionScope, PolicyException } from '../model/exception.ts'
import type { Draft } from './draft.ts'
import { ExceptionRow, exceptionFields, scopeFields } from './exception-shape.ts'
import { given } from './given.ts'
import { isRow } from './row.ts'
import { RowTaker } from './row-taker.ts'
import { shapeFaults, withoutPaths } from './shape-faults.ts'

/**
 * Reads one row of `exceptions.ndjson`, or of a CSV file with the same columns, or tells every fault it has. `covers`
 * is a finding's id, or an object that names at least one of finding, kind, principal, account, entitlement, system, rule,
 * ticket.
 * `zone` is the IANA zone in which bare dates end.
 */
export function readException(row: unknown, { zone }: { readonly zone: string }): Reading<PolicyException> {
  const taker = new RowTaker(zone)
  const exception = takeException(taker, row)
  const faults = exceptionFaults(exception)
  if (!taker.failed && faults.length === 0) return good(exception)
  const shape = taker.failed ? withoutPaths(shapeFaults(ExceptionRow, row)) : []
  return bad(...shape, ...faults)
}

function takeException(taker: RowTaker, input: unknown): PolicyException {
  const row = taker.row(input, exceptionFields)
  return {
    id: taker.id(row.id),
    owner: taker.id(row.owner),
    reason: taker.someWords(row.reason),
    from: taker.instant(row.from),
    until: taker.end(row.until),
    covers: takeScope(taker, row.covers),
    approvedBy: taker.id(row.approvedBy),
  }
}

function takeScope(taker: RowTaker, covers: unknown): ExceptionScope {
  if (!isRow(covers)) return { finding: taker.id(covers) }
  const row = taker.row(covers, scopeFields)
  const scope: Draft<ExceptionScope> = {}
  if (given(row.finding)) scope.finding = taker.id(row.finding)
  if (given(row.kind)) scope.kind = taker.one(row.kind, findingKinds, '')
  if (given(row.principal)) scope.principal = taker.id(row.principal)
  if (given(row.account)) scope.account = taker.id(row.account)
  if (given(row.entitlement)) scope.entitlement = taker.id(row.entitlement)
  if (given(row.system)) scope.system = taker.id(row.system)
  if (given(row.rule)) scope.rule = taker.id(row.rule)
  if (given(row.ticket)) scope.ticket = taker.id(row.ticket)
  return scope
}

function exceptionFaults(exception: PolicyException): readonly Fault[] {
  const faults: Fault[] = []
  if (exception.until <= exception.from) faults.push(endsBeforeItBegins)
  if (Object.keys(exception.covers).length === 0) faults.push(coversNothing)
  return faults
}

const endsBeforeItBegins: Fault = {
  code: 'until-not-after-from',
  field: 'until',
  message: 'the exception ends before it begins',
  help: 'give an end after `from`',
}

const coversNothing: Fault = {
  code: 'scope-empty',
  field: 'covers',
  message: 'the exception names nothing that it covers, which would be everything',
  help: 'name at least one of finding, kind, principal, account, entitlement, system, rule, ticket',
}
