import { quote } from '@ticketbound/core'
import { amount, amountOf } from '../../report/amount.ts'
import type { ServiceNowMap, StateTable } from '../map/servicenow-map.ts'
import { undecidedStates, vendorOpenStates } from '../map/vendor-defaults.ts'
import type { RawRow } from '../raw-row.ts'
import { type Check, check } from './check.ts'
import { sayLook } from './look.ts'
import type { MapProbes } from './probe-map.ts'

/** Judges whether the items and the states of an instance are those that the map knows. */
export function judgeMap(probes: MapProbes): readonly Check[] {
  return [judgeItems(probes), judgeStates(probes)]
}

function judgeItems({ map, items, unsafe }: MapProbes): Check {
  if (items.kind !== 'page')
    return check('map-items', { outcome: 'skipped', found: `items cannot be read: ${sayLook(items)}` })
  const named = [
    ...new Set(map.items.filter(({ table, item }) => table === 'sc_req_item' && item !== '*').map(({ item }) => item)),
  ]
  const absent = named.filter(
    (name) => !unsafe.includes(name) && !items.rows.some((row) => row.name === name || row.sys_id === name),
  )
  const faults = [
    ...absent.map((name) => `there is no catalogue item ${quote(name)}${sayAlike(name, items.rows)}`),
    ...unsafe.map((name) => `${quote(name)} cannot be asked for by its name`),
  ]
  if (faults.length === 0) return check('map-items', { outcome: 'ok', found: `${amountOf(named.length, 'item')}` })
  return check('map-items', {
    outcome: 'failed',
    found: faults.join('; '),
    fix: 'write the names in the map exactly as the instance has them, or the `sys_id`s of the items',
  })
}

function sayAlike(name: string, rows: readonly RawRow[]): string {
  const alike = rows.find((row) => row.name?.toLowerCase() === name.toLowerCase())?.name
  return alike === undefined ? '' : `, but ${quote(alike)}`
}

function judgeStates({ map, choices }: MapProbes): Check {
  if (choices.kind !== 'page') {
    return check('map-states', {
      outcome: 'warning',
      found: `choices cannot be read, so nobody can tell whether this instance has states of its own: ${sayLook(choices)}`,
      fix: 'let the user read `sys_choice`, or compare the states with the map by hand',
    })
  }
  const unknown = unknownStates(map, choices.rows)
  if (unknown.length === 0)
    return check('map-states', {
      outcome: 'ok',
      found: `${amount(choices.rows.length)} choices, and each has a meaning`,
    })
  return check('map-states', {
    outcome: 'warning',
    found: unknown.join('; '),
    fix: 'say under `states` or `approvals` of the map what they mean, also where they mean just this',
  })
}

function unknownStates({ states, approvals, items }: ServiceNowMap, rows: readonly RawRow[]): readonly string[] {
  const tables: readonly StateTable[] = items.some(({ table }) => table === 'change_request')
    ? ['sc_req_item', 'sc_task', 'change_request']
    : ['sc_req_item', 'sc_task']
  const ofTickets = tables.flatMap((table) =>
    choicesOf(rows, table)
      .filter(({ value = '' }) => !states[table].has(value) && !vendorOpenStates[table].includes(value))
      .map((row) => `${sayChoice(row)} of \`${table}\` counts as ${states[table].get('*') ?? 'open'}`),
  )
  const ofApprovals = rows
    .filter(
      ({ name, value = '' }) =>
        name === 'sysapproval_approver' && !approvals.has(value) && !undecidedStates.includes(value),
    )
    .map((row) => `${sayChoice(row)} of \`sysapproval_approver\` counts as no decision`)
  return [...new Set([...ofTickets, ...ofApprovals])]
}

/** ServiceNow: a table without choices of its own has those of the table it extends. */
function choicesOf(rows: readonly RawRow[], table: string): readonly RawRow[] {
  const own = rows.filter(({ name }) => name === table)
  return own.length > 0 ? own : rows.filter(({ name }) => name === 'task')
}

function sayChoice({ value = '', label = '' }: RawRow): string {
  return `state ${quote(value)}${label === '' ? '' : ` (${quote(label)})`}`
}
