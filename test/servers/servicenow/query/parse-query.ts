import { type Condition, type EncodedQuery, operators } from './encoded-query.ts'

const escaped = operators.map((operator) => operator.replace(/[*]/g, '\\$&'))
const conditionForm = new RegExp(`^([a-z_][a-z0-9_.]*?)(${escaped.join('|')})(.*)$`, 's')

/**
 * Takes an encoded query apart.
 * @see https://www.servicenow.com/docs/r/platform-user-interface/c_EncodedQueryStrings.html
 */
export function parseQuery(text: string): EncodedQuery {
  const branches: Condition[][][] = [[]]
  const order: { field: string; descending: boolean }[] = []
  const groupBy: string[] = []
  const unreadable: string[] = []
  for (const part of text.split('^')) {
    if (part === '') continue
    if (part === 'EQ') break
    if (readSorting(part.replace(/^NQ/, ''))) continue
    let rest = part
    if (part.startsWith('NQ')) {
      branches.push([])
      rest = part.slice(2)
    }
    const isOr = rest.startsWith('OR')
    const condition = readCondition(isOr ? rest.slice(2) : rest)
    const branch = branches.at(-1)
    if (condition === undefined) unreadable.push(part)
    else if (isOr && branch?.at(-1) !== undefined) branch.at(-1)?.push(condition)
    else branch?.push([condition])
  }
  return { branches, order, groupBy, unreadable }

  function readSorting(part: string): boolean {
    const [, word, field = ''] = /^(ORDERBYDESC|ORDERBY|GROUPBY)(.*)$/s.exec(part) ?? []
    if (word === undefined) return false
    if (word === 'GROUPBY') groupBy.push(field)
    else order.push({ field, descending: word === 'ORDERBYDESC' })
    return true
  }
}

function readCondition(text: string): Condition | undefined {
  const [, field, operator, value = ''] = conditionForm.exec(text) ?? []
  const known = operators.find((each) => each === operator)
  return field === undefined || known === undefined ? undefined : { field, operator: known, value }
}
