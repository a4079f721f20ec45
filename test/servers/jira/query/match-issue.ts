import type { Site } from '../engine/site.ts'
import type { Issue } from '../world/issue.ts'
import { type Jql, type JqlClause, type JqlCondition, JqlError, type JqlOperand } from './jql.ts'
import { type JqlField, jqlField } from './jql-field.ts'

/** Who asks, and where. */
export interface JqlAsking {
  readonly site: Pick<Site, 'world' | 'app'>
  readonly account: string
}

/** Makes a test of a query's conditions; throws where one names what is not there. */
export function matchIssue(asking: JqlAsking, where: Jql['where']): (issue: Issue) => boolean {
  return where === undefined ? () => true : testOf(asking, where)
}

/** Makes an order of a query's; without one, the newest come first. */
export function orderIssues(asking: JqlAsking, order: Jql['order']): (one: Issue, other: Issue) => number {
  const fields = order.map(({ field, descending }) => ({
    name: field.toLowerCase(),
    descending,
    of: jqlField(asking.site, field),
  }))
  return (one, other) => {
    for (const { name, descending, of } of fields) {
      const order = isKey(name) ? byKey(one, other) : byValue(of.of(one).at(-1), of.of(other).at(-1))
      if (order !== 0) return descending ? -order : order
    }
    return Number(other.id) - Number(one.id)
  }
}

function isKey(name: string): boolean {
  return ['key', 'issuekey', 'issue', 'id'].includes(name)
}

function byKey(one: Issue, other: Issue): number {
  const [project = '', number] = one.key.split('-')
  const [otherProject = '', otherNumber] = other.key.split('-')
  return project === otherProject ? Number(number) - Number(otherNumber) : project < otherProject ? -1 : 1
}

/** What is empty comes last. */
function byValue(one: string | number | undefined, other: string | number | undefined): number {
  if (one === other) return 0
  if (one === undefined) return 1
  if (other === undefined) return -1
  return one < other ? -1 : 1
}

function testOf(asking: JqlAsking, condition: JqlCondition): (issue: Issue) => boolean {
  if (condition.is === 'clause') return clauseTest(asking, condition)
  if (condition.is === 'not') {
    const inner = testOf(asking, condition.of)
    return (issue) => !inner(issue)
  }
  const tests = condition.of.map((each) => testOf(asking, each))
  return condition.is === 'and'
    ? (issue) => tests.every((test) => test(issue))
    : (issue) => tests.some((test) => test(issue))
}

function clauseTest(asking: JqlAsking, { field: name, operator, operands }: JqlClause): (issue: Issue) => boolean {
  const field = jqlField(asking.site, name)
  const isNegative = operator.startsWith('!') || operator.endsWith('not') || operator.startsWith('not')
  const tests = operands.map((operand) => operandTest(asking, field, name, operator, operand))
  if (!isNegative) return (issue) => tests.some((test) => test(issue))
  // Jira: an issue without a value fulfils no comparison, a negative one neither.
  const asksForEmpty = operands.every(({ is }) => is === 'empty')
  return (issue) => (asksForEmpty || field.of(issue).length > 0) && !tests.some((test) => test(issue))
}

/** Makes the positive test of one operand; `clauseTest` turns it round. */
function operandTest(
  asking: JqlAsking,
  field: JqlField,
  name: string,
  operator: string,
  operand: JqlOperand,
): (issue: Issue) => boolean {
  if (operand.is === 'empty') {
    if (!/^(=|!=|is|is not|in|not in)$/.test(operator)) refuseOperator(operator, name)
    return (issue) => field.of(issue).length === 0
  }
  if (operator.startsWith('is')) throw new JqlError(`The operator '${operator}' is only for EMPTY or NULL.`)
  const values = valuesOf(asking, field, name, operand)
  if (/^[<>]/.test(operator)) {
    if (field.kind === 'names' || field.kind === 'text') refuseOperator(operator, name)
    const [value] = values
    return (issue) => field.of(issue).some((is) => compares(operator, is, value as never))
  }
  if (operator.endsWith('~')) {
    if (field.kind !== 'text') refuseOperator(operator, name)
    const words = String(values[0]).toLowerCase().split(/\W+/).filter(Boolean)
    return (issue) =>
      field.of(issue).some((is) => words.every((word) => String(is).toLowerCase().split(/\W+/).includes(word)))
  }
  if (field.kind === 'text') refuseOperator(operator, name)
  return (issue) => field.of(issue).some((is) => values.some((value) => lower(is) === lower(value)))
}

function refuseOperator(operator: string, name: string): never {
  throw new JqlError(`The operator '${operator}' is not supported by the '${name}' field.`)
}

function compares(operator: string, is: string | number, value: string | number): boolean {
  switch (operator) {
    case '<':
      return is < value
    case '<=':
      return is <= value
    case '>':
      return is > value
    default:
      return is >= value
  }
}

function lower(value: string | number): string | number {
  return typeof value === 'string' ? value.toLowerCase() : value
}

function valuesOf(
  { site, account }: JqlAsking,
  field: JqlField,
  name: string,
  operand: Exclude<JqlOperand, { is: 'empty' }>,
): readonly (string | number)[] {
  const now = site.world.now()
  if (operand.is === 'function') {
    if (operand.name.toLowerCase() === 'currentuser') return [account]
    const at = functionMoment(operand.name, now)
    return [field.kind === 'day' ? dayOf(at) : at]
  }
  const { value } = operand
  if (field.kind === 'number') {
    if (Number.isNaN(Number(value))) throw new JqlError(`Value '${value}' is not a number.`)
    return [Number(value)]
  }
  if (field.kind === 'moment' || field.kind === 'day') {
    const at = momentIn(value, now)
    if (at === undefined) throw dateError(value, name)
    return [field.kind === 'day' ? dayOf(at) : at]
  }
  if (field.knows?.(value) === false) throw new JqlError(`The value '${value}' does not exist for the field '${name}'.`)
  return [value]
}

function dateError(value: string, name: string): JqlError {
  const valid =
    "Valid formats include: 'yyyy/MM/dd HH:mm', 'yyyy-MM-dd HH:mm', 'yyyy/MM/dd', 'yyyy-MM-dd', or a period format e.g. '-5d', '4w 2d'."
  return new JqlError(`Date value '${value}' for field '${name}' is invalid. ${valid}`)
}

function functionMoment(name: string, now: number): number {
  const startOfDay = Math.floor(now / dayMs) * dayMs
  switch (name.toLowerCase()) {
    case 'now':
      return now
    case 'startofday':
      return startOfDay
    case 'endofday':
      return startOfDay + dayMs - 1
    default:
      throw new JqlError(`Unable to find JQL function '${name}()'.`)
  }
}

const dayMs = 86_400_000

const units: Readonly<Record<string, number>> = { m: 60_000, h: 3_600_000, d: dayMs, w: 7 * dayMs }

/** A date, a date with a time of day, or how far from now. */
function momentIn(text: string, now: number): number | undefined {
  const [, sign, periods] = /^([+-]?)((?:\d+[mhdw]\s*)+)$/.exec(text.trim()) ?? []
  if (periods !== undefined) {
    const length = [...periods.matchAll(/(\d+)([mhdw])/g)].reduce(
      (sum, [, many, unit = 'd']) => sum + Number(many) * (units[unit] ?? 0),
      0,
    )
    return sign === '-' ? now - length : now + length
  }
  const [, year, month, day, hour = '00', minute = '00'] =
    /^(\d{4})[-/](\d\d?)[-/](\d\d?)(?: (\d\d):(\d\d))?$/.exec(text.trim()) ?? []
  if (year === undefined) return undefined
  const at = Date.parse(`${year}-${month?.padStart(2, '0')}-${day?.padStart(2, '0')}T${hour}:${minute}:00Z`)
  return Number.isNaN(at) ? undefined : at
}

function dayOf(at: number): string {
  return new Date(at).toISOString().slice(0, 10)
}
