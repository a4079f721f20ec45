import { type Catalogue, closest, quote } from '@ticketbound/core'
import { type GuessedRule, guessRule } from './guess-rule.ts'
import { type InstanceFacts, type ItemFacts, looksLikeAccess, type VariableFacts } from './instance-facts.ts'
import { vendorStates } from './vendor-defaults.ts'

/**
 * Proposes the text of a `servicenow-map.yaml` for an instance: a rule for each item that looks like access, the most used
 * first, with what was guessed and what is missing in comments. The text is one that `readMap` takes, though with a
 * catalogue it may name entitlements that are not there yet; each of them is marked.
 */
export function proposeMap({ items, choices }: InstanceFacts, catalogue?: Catalogue): string {
  const others = items.filter((item) => !looksLikeAccess(item))
  const rules = accessItems(items)
  const lines = [
    '# yaml-language-server: $schema=./schema/servicenow-map.schema.json',
    '# Proposed from the catalogue of the instance. Everything here is a guess by names and types: look at each line.',
    ...stateLines(choices),
    'items:',
    ...rules.flatMap((item) => ruleLines(item, rules, catalogue)),
    ...(rules.length === 0 ? ['  # No item looks like access; this one counts every ticket as service work.'] : []),
    ...(rules.length === 0
      ? ['  - { item: "*", kind: none }']
      : ['  # Count every other ticket as service work:', '  # - { item: "*", kind: none }']),
    ...otherLines(others),
  ]
  return `${lines.join('\n')}\n`
}

/** The items that look like access, the most used first: those that a proposed map has rules for. */
export function accessItems(items: readonly ItemFacts[]): readonly ItemFacts[] {
  return items
    .filter((item) => looksLikeAccess(item) && isOrderable(item))
    .sort(byUse)
    .slice(0, mostRules)
}

/** More rules than this no map has. */
const mostRules = 1000

/** An item that a rule can name, by its name or else by its `sys_id`. */
function isOrderable({ name, sysId }: ItemFacts): boolean {
  return isName(name) || isName(sysId)
}

function byUse(one: ItemFacts, other: ItemFacts): number {
  return other.tickets - one.tickets || (one.name < other.name ? -1 : 1)
}

/** States that the vendor does not ship are named, for a person to say what they mean. */
function stateLines(choices: InstanceFacts['choices']): readonly string[] {
  const lines = choices
    .filter(({ table, element, value }) => table === 'sc_req_item' && element === 'state' && isOwnState(value))
    .map(
      ({ value, label }) =>
        `    # ${said(value)}: open   # ${said(label)}: open, closed-complete, closed-incomplete or cancelled?`,
    )
  if (lines.length === 0) return []
  const shipped = Object.entries(vendorStates.sc_req_item).map(([state, meant]) => `    ${text(state)}: ${meant}`)
  return ['states:', '  sc_req_item:', ...shipped, ...lines]
}

function isOwnState(value: string): boolean {
  return !['-5', '1', '2', '3', '4', '7'].includes(value)
}

function ruleLines(item: ItemFacts, rules: readonly ItemFacts[], catalogue: Catalogue | undefined): readonly string[] {
  const guess = guessRule(item)
  return [
    `  # ${said(item.name)}: ${item.tickets} ${item.tickets === 1 ? 'ticket' : 'tickets'}${item.active ? '' : ', no longer active'}`,
    `  - item: ${text(calledIn(rules, item))}`,
    ...kindLines(guess),
    partLine(
      'principal',
      guess.principal,
      '{ field: requested_for }   # no variable names a user; an edit of this field leaves no trace',
    ),
    ...entitlementLines(item, guess.entitlement, catalogue),
    ...optionalLines(guess),
    ...(guess.rows !== undefined && isName(guess.rows) ? [`    rows: ${text(guess.rows)}`] : []),
  ]
}

/** An item's name, or its `sys_id` where the name is none for a map or several items have it. */
function calledIn(rules: readonly ItemFacts[], { name, sysId }: ItemFacts): string {
  const isPlain = isName(name) && rules.filter((other) => other.name === name).length === 1
  return isPlain || !isName(sysId) ? name : sysId
}

function kindLines({ kind, kindVariable }: GuessedRule): readonly string[] {
  const isTold =
    kindVariable !== undefined && isName(kindVariable.variable.name) && [...kindVariable.values.keys()].some(isName)
  if (!isTold) return [`    kind: ${kind}   # by the name of the item`]
  const { variable, values } = kindVariable
  const pairs = [...values].filter(([value]) => isName(value)).map(([value, meant]) => `${text(value)}: ${meant}`)
  const open = variable.choices.filter((value) => !values.has(value))
  return [
    `    kind: { variable: ${text(variable.name)}, values: { ${pairs.join(', ')} } }`,
    ...(open.length > 0 ? [`    # missing in kind: ${open.map(said).join(', ')}`] : []),
  ]
}

function partLine(part: string, variable: VariableFacts | undefined, otherwise: string): string {
  if (variable === undefined || !isName(variable.name)) return `    ${part}: ${otherwise}`
  return `    ${part}: { variable: ${text(variable.name)} }   # ${said(variable.question)}`
}

function optionalLines(guess: GuessedRule): readonly string[] {
  const missing = {
    level: undefined,
    owner: 'no variable names an owner: add `owner`, or let the catalogue say who owns it',
    expiresAt: 'no date variable looks like an end: such access never ends by its ticket',
    justification: 'no variable looks like a reason',
  } as const
  return (Object.keys(missing) as (keyof typeof missing)[]).flatMap((part) => {
    const variable = guess[part]
    if (variable !== undefined && isName(variable.name)) return [partLine(part, variable, '')]
    const words = missing[part]
    return words === undefined ? [] : [`    # ${part}: ${words}`]
  })
}

function entitlementLines(
  item: ItemFacts,
  variable: VariableFacts | undefined,
  catalogue: Catalogue | undefined,
): readonly string[] {
  const known = [...(catalogue?.entitlements.keys() ?? [])]
  if (variable === undefined || !isName(variable.name)) {
    const id = known.find((one) => one === item.name) ?? closest(item.name, known)
    const fallback = isName(item.name) ? item.name : item.sysId
    return [
      `    entitlement: ${text(id ?? fallback)}   # ${id === undefined ? 'no variable names it' : 'by the name of the item'}${mark(id, catalogue)}`,
    ]
  }
  const choices = [...new Set(variable.choices)].filter(isName)
  if (choices.length === 0) return [partLine('entitlement', variable, '')]
  const lines = choices.map((value) => {
    const id = known.find((one) => one === value) ?? closest(value, known)
    return `        ${text(value)}: ${text(id ?? value)}${mark(id, catalogue, '   # ')}`
  })
  return [
    '    entitlement:',
    `      variable: ${text(variable.name)}   # ${said(variable.question)}`,
    '      values:',
    ...lines,
  ]
}

function mark(id: string | undefined, catalogue: Catalogue | undefined, before = ', '): string {
  return catalogue !== undefined && id === undefined ? `${before}not in the catalogue yet` : ''
}

const mostListed = 50

function otherLines(others: readonly ItemFacts[]): readonly string[] {
  if (others.length === 0) return []
  const used = [...others].sort(byUse).slice(0, mostListed)
  const more = others.length > used.length ? [`#   and ${others.length - used.length} more`] : []
  return [
    '# Left out, because nothing about them looks like access:',
    ...used.map(({ name, tickets }) => `#   ${said(name)} (${tickets})`),
    ...more,
  ]
}

/** Whether a text can be a name in the map. */
function isName(name: string): boolean {
  return name.length <= 256 && /^[^\s\p{C}]([^\p{C}\u2028\u2029]*[^\s\p{C}])?$/u.test(name) && !reserved.has(name)
}

const reserved: ReadonlySet<string> = new Set(['__proto__', 'prototype', 'constructor'])

/** A text as YAML reads it whatever it holds: in double quotes, escaped as JSON does. */
function text(value: string): string {
  return JSON.stringify(value)
}

/** A text in a comment: on one line. */
function said(value: string): string {
  return quote(value).slice(1, -1)
}
