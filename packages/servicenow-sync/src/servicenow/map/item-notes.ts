import { closest, type FaultPath, faultAt, type PathFault, quote } from '@ticketbound/core'
import { type ItemFacts, looksLikeAccess, type VariableFacts } from './instance-facts.ts'
import type { ItemRule, ServiceNowMap, ValueRule } from './servicenow-map.ts'

/** What does not fit of one rule: an item, a variable or a set of rows that the instance does not have. */
export function itemNotes(rule: ItemRule, path: FaultPath, items: readonly ItemFacts[]): readonly PathFault[] {
  if (rule.table !== 'sc_req_item' || rule.item === '*') return []
  const ordered = items.filter(({ name, sysId }) => name === rule.item || sysId === rule.item)
  if (ordered.length === 0) return [itemUnknown(rule.item, path, items)]
  const variables = ordered.flatMap((item) => item.variables)
  return [
    ...variableNotes(rule, path, variables),
    ...rowsNote(rule, path, variables),
    ...unprovenNote(rule, path, variables),
  ]
}

function itemUnknown(item: string, path: FaultPath, items: readonly ItemFacts[]): PathFault {
  const meant = closest(
    item,
    items.map(({ name }) => name),
  )
  return faultAt([...path, 'item'], {
    code: 'item-unknown',
    message: `the instance has no catalogue item ${quote(item)} that can be seen`,
    help: meant === undefined ? 'correct the name, or give its sys_id' : `did you mean ${quote(meant)}?`,
  })
}

interface Read {
  readonly name: string
  readonly values?: ReadonlyMap<string, unknown>
}

/** The variables that a rule reads, with the part that reads each. */
function variablesIn(rule: ItemRule): readonly (readonly [part: string, read: Read])[] {
  const { when, kind, principal, entitlement, level, owner, expiresAt, justification } = rule
  const parts: Readonly<Record<string, ValueRule | undefined>> = {
    principal,
    entitlement,
    level,
    owner,
    expiresAt,
    justification,
  }
  const found: (readonly [string, Read])[] = []
  if (when?.from === 'variable') found.push(['when', { name: when.name }])
  if (typeof kind !== 'string' && kind.from === 'variable') found.push(['kind', kind])
  for (const [part, value] of Object.entries(parts)) if (value?.from === 'variable') found.push([part, value])
  return found
}

function variableNotes(rule: ItemRule, path: FaultPath, variables: readonly VariableFacts[]): readonly PathFault[] {
  return variablesIn(rule).flatMap(([part, { name, values }]) => {
    const known = variables.filter((variable) => variable.name === name || variable.question === name)
    if (known.length === 0) return [variableUnknown(name, [...path, part, 'variable'], variables)]
    if (values === undefined || values.has('*')) return []
    const choices = [...new Set(known.flatMap((variable) => variable.choices))]
    return [
      ...valuesMissing(choices, values, [...path, part, 'values']),
      ...valuesUnknown(choices, values, [...path, part, 'values']),
    ]
  })
}

function variableUnknown(name: string, path: FaultPath, variables: readonly VariableFacts[]): PathFault {
  const names = variables.map((variable) => variable.name)
  const meant = closest(name, names)
  const known =
    names.length === 0 ? 'it has none that can be seen' : `it has ${names.slice(0, 20).map(quote).join(', ')}`
  return faultAt(path, {
    code: 'variable-unknown',
    message: `the item has no variable ${quote(name)}`,
    help: meant === undefined ? known : `did you mean ${quote(meant)}?`,
  })
}

function valuesMissing(
  choices: readonly string[],
  values: ReadonlyMap<string, unknown>,
  path: FaultPath,
): readonly PathFault[] {
  const missing = choices.filter((choice) => choice !== '' && !values.has(choice))
  if (missing.length === 0) return []
  return [
    faultAt(path, {
      code: 'value-unlisted',
      message: `nothing says what ${missing.slice(0, 20).map(quote).join(', ')} stands for, and it can be chosen`,
      help: 'list it, or `*` for any other text',
    }),
  ]
}

/** A text that cannot be chosen any more may stand on old tickets, so that it is told only where the list is known. */
function valuesUnknown(
  choices: readonly string[],
  values: ReadonlyMap<string, unknown>,
  path: FaultPath,
): readonly PathFault[] {
  if (choices.length === 0) return []
  return [...values.keys()]
    .filter((value) => !choices.includes(value))
    .map((value) =>
      faultAt([...path, value], {
        code: 'value-unknown',
        message: `${quote(value)} cannot be chosen`,
        help: 'values are compared with case, not labels; keep it where older tickets have it',
      }),
    )
}

function rowsNote({ rows }: ItemRule, path: FaultPath, variables: readonly VariableFacts[]): readonly PathFault[] {
  if (rows === undefined || variables.some((variable) => variable.rows === rows)) return []
  const meant = closest(
    rows,
    variables.flatMap((variable) => variable.rows ?? []),
  )
  return [
    faultAt([...path, 'rows'], {
      code: 'rows-unknown',
      message: `the item has no multi-row variable set ${quote(rows)}`,
      help: meant === undefined ? 'write its internal name' : `did you mean ${quote(meant)}?`,
    }),
  ]
}

const requestedForType = '31'

function unprovenNote(
  { principal, kind }: ItemRule,
  path: FaultPath,
  variables: readonly VariableFacts[],
): readonly PathFault[] {
  const variable = variables.find(({ type }) => type === requestedForType)
  if (kind === 'none' || principal.from !== 'field' || variable === undefined) return []
  return [
    faultAt([...path, 'principal'], {
      code: 'principal-unproven',
      message: 'an edit of this field leaves no trace, so that nobody can prove whom an approval was for',
      help: `use \`{ variable: ${variable.name} }\`, whose edits are dated`,
    }),
  ]
}

/** Items that look as if they asked for access, and that no rule speaks of. */
export function unmappedItems(map: ServiceNowMap, items: readonly ItemFacts[]): readonly PathFault[] {
  const mapped = new Set(map.items.map(({ item }) => item))
  return items
    .filter((item) => !mapped.has(item.name) && !mapped.has(item.sysId))
    .filter((item) => (item.active || item.tickets > 0) && looksLikeAccess(item))
    .map(({ name, tickets }) =>
      faultAt(['items'], {
        code: 'item-unmapped',
        message: `${quote(name)} looks like access (${tickets} ${tickets === 1 ? 'ticket' : 'tickets'}), and no rule speaks of it`,
        help: 'add a rule, `kind: none` where it asks for no access',
      }),
    )
}
