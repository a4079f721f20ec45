import { bad, good, quote, type Reading } from '@ticketbound/core'
import type { ItemRule, ServiceNowMap } from '../map/servicenow-map.ts'
import { textIn } from '../raw-row.ts'
import type { Names } from './names.ts'
import type { TicketFacts } from './ticket-facts.ts'
import { isMet, type TicketReader } from './ticket-reader.ts'

/**
 * Finds the rule that a ticket is read by: the first of its item's that holds, else of those for any other item. Nothing
 * for a ticket that the map does not speak of. Where the map speaks of the item and none of its rules holds, that is a
 * fault: access that is asked for in a way nobody thought of must not go unseen.
 */
export function ruleFor(
  facts: TicketFacts,
  { items }: ServiceNowMap,
  reader: TicketReader,
  names: Names,
): Reading<ItemRule | undefined> {
  const ordered = textIn(facts.ticket, 'cat_item') ?? ''
  const called = [ordered, names.item(ordered)]
  const ofTable = items.filter(({ table }) => table === facts.table)
  const own = facts.table === 'change_request' ? ofTable : ofTable.filter(({ item }) => called.includes(item))
  const chosen = firstMet(own, reader)
  if (!chosen.ok || chosen.value !== undefined) return chosen
  if (own.length > 0 && facts.table === 'sc_req_item')
    return bad(reader.fault('cat_item', noRule(called[1] ?? ordered)))
  return firstMet(facts.table === 'change_request' ? [] : ofTable.filter(({ item }) => item === '*'), reader)
}

function firstMet(rules: readonly ItemRule[], reader: TicketReader): Reading<ItemRule | undefined> {
  for (const rule of rules) {
    if (rule.when === undefined) return good(rule)
    const met = isMet(rule.when, reader)
    if (!met.ok) return met
    if (met.value) return good(rule)
  }
  return good(undefined)
}

function noRule(item: string) {
  return {
    code: 'rule-missing',
    message: `no rule of ${quote(item)} holds for it`,
    help: 'add a rule without `when` as the last one of the item, `kind: none` where the rest asks for no access',
  }
}
