import { amountOf } from '../report/amount.ts'
import type { Check, Outcome } from '../servicenow/doctor/check.ts'
import type { Diagnosis } from '../servicenow/doctor/examine.ts'
import { aclCaution } from '../servicenow/doctor/remedies.ts'
import { plain, type Style } from './output.ts'

/**
 * Tells a person what was found: of a table where all is well one line, anything else with what to do about it. What
 * the instance said is shown as plain text.
 */
export function* doctorLines(instance: string, diagnosis: Diagnosis, style: Style): Iterable<string> {
  const { checks, broken } = diagnosis
  yield style.paint.bold(plain(instance))
  for (const each of checks.filter(({ table }) => table === undefined)) yield* checkLines(each, each.id, style)
  for (const [table, of] of Map.groupBy(
    checks.filter((each) => each.table !== undefined),
    (each) => each.table ?? '',
  ))
    yield* tableLines(table, of, style)
  yield ''
  yield* style.wrap(closing(checks))
  if (broken !== undefined || !checks.some(({ outcome }) => outcome === 'missing')) return
  yield* style.wrap(aclCaution)
  yield* style.wrap('`ticketbound doctor --print-acls` lists everything that is to be granted.')
}

function* tableLines(table: string, checks: readonly Check[], style: Style): Iterable<string> {
  const told = checks.filter(({ outcome }) => outcome !== 'ok' && outcome !== 'skipped')
  const well = checks.find(({ id }) => id === 'write-trial') ?? checks[0]
  if (told.length === 0 && well !== undefined) yield* checkLines(well, table, style)
  for (const each of told) yield* checkLines(each, `${table} (${each.id})`, style)
}

function* checkLines({ outcome, found, fix }: Check, name: string, { paint, wrap }: Style): Iterable<string> {
  yield* wrap(`  ${inColour(outcome, paint)}  ${plain(name)}: ${plain(found)}`)
  if (fix !== undefined) yield* wrap(`           ${plain(fix)}`)
}

function inColour(outcome: Outcome, paint: Style['paint']): string {
  const word = outcome.padEnd(7)
  if (outcome === 'ok') return paint.green(word)
  if (outcome === 'warning') return paint.yellow(word)
  return outcome === 'skipped' ? paint.dim(word) : paint.red(word)
}

function closing(checks: readonly Check[]): string {
  const count = (outcome: Outcome) => checks.filter((each) => each.outcome === outcome).length
  const parts = [
    ...(count('missing') > 0 ? [`${count('missing')} missing`] : []),
    ...(count('failed') > 0 ? [`${count('failed')} failed`] : []),
    ...(count('warning') > 0 ? [amountOf(count('warning'), 'warning')] : []),
  ]
  const rest = `${count('ok')} of ${amountOf(checks.length, 'check')} well`
  return parts.length === 0 ? `All that is needed is there: ${rest}.` : `${parts.join(', ')}; ${rest}.`
}
