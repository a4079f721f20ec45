import { parseYaml } from '@ticketbound/documents'
import { describe, expect, it } from 'vitest'
import { readMap } from '../../../packages/servicenow-sync/src/servicenow/map/read-map.ts'
import type { ServiceNowMap } from '../../../packages/servicenow-sync/src/servicenow/map/servicenow-map.ts'
import { tablesFor } from '../../../packages/servicenow-sync/src/servicenow/map/tables-for.ts'
import type { RequestRow } from '../../../packages/servicenow-sync/src/servicenow/meaning/exchange-rows.ts'
import { createNames } from '../../../packages/servicenow-sync/src/servicenow/meaning/names.ts'
import { toRequestRows } from '../../../packages/servicenow-sync/src/servicenow/meaning/to-request-rows.ts'
import type { RawRow } from '../../../packages/servicenow-sync/src/servicenow/raw-row.ts'
import { resolveField } from '../../servers/servicenow/query/resolve-field.ts'
import type { World } from '../../servers/servicenow/world/create-world.ts'
import { requestRow } from '../exchange-rows.ts'
import type { NightNumber, Ticket } from '../world.ts'
import { worldAt } from '../world-at.ts'
import { smallWorldMap } from './servicenow-map.ts'
import { createSmallInstance } from './small-instance.ts'

const map = mapOf(smallWorldMap)
const nights = [1, 2, 3] as const satisfies readonly NightNumber[]

/** What a ticket of the instance cannot say as a file does, or says besides, and why. Everything else must be equal. */
const differences: Readonly<Record<string, (ticket: Ticket, row: RequestRow) => RequestRow>> = {
  'a line is named after its catalogue item, and in the files after what it asks for': (_, { item: _named, ...row }) =>
    row,
  'a decision has the `sys_id` of its row, and in the files a number': (_, row) => ({
    ...row,
    approvals: row.approvals.map((approval, index) => ({ ...approval, id: `${row.number}-${index + 1}` })),
  }),
  'what was only said is a comment, which nobody reads for a decision; neither counts for one': (ticket, row) => ({
    ...row,
    approvals: [...row.approvals, ...informal(ticket)],
  }),
  'service work is counted and no more, so that its reason and its lack of changes are not read': (ticket, row) =>
    ticket.kind === 'none' ? { ...row, justification: ticket.justification, changes: [] } : row,
}

function informal({ number, approvals }: Ticket): RequestRow['approvals'] {
  return approvals.flatMap((approval, index) => {
    const { approver, decision, decidedAt, how } = approval
    return how === 'informal' ? [{ id: `${number}-${index + 1}`, approver, decision, decidedAt, how }] : []
  })
}

function mapOf(text: string): ServiceNowMap {
  const file = parseYaml('servicenow-map.yaml', text)
  const reading = file.ok ? readMap(file.value.value) : file
  if (!reading.ok) throw new Error(JSON.stringify(reading.faults))
  return reading.value
}

/** The rows of every table that is read, each with just the fields that are asked for. */
function tablesIn(world: World): ReadonlyMap<string, readonly RawRow[]> {
  return new Map(
    tablesFor(map, 'requests').map(({ table, fields }) => {
      const resolved = fields.flatMap((name) => {
        const field = resolveField(world, table, name)
        return field === undefined ? [] : [{ name, field }]
      })
      const rows = world
        .rows(table)
        .map((row) => Object.fromEntries(resolved.map(({ name, field }) => [name, field.valueIn(row)])))
      return [table, rows] as const
    }),
  )
}

function linesOn(night: NightNumber): readonly RequestRow[] {
  const { world, playTo } = createSmallInstance()
  playTo(night)
  const tables = tablesIn(world)
  const names = createNames(tables, map.people)
  const rowsOf = (table: string, column: string, sysId: string) =>
    (tables.get(table) ?? []).filter((row) => row[column] === sysId)
  return (tables.get('sc_req_item') ?? []).flatMap((ticket) => {
    const { sys_id: sysId = '', request = '' } = ticket
    const [ordered = {}] = rowsOf('sc_request', 'sys_id', request)
    const { rows, faults } = toRequestRows(
      {
        table: 'sc_req_item',
        ticket,
        request: ordered,
        tasks: rowsOf('sc_task', 'request_item', sysId),
        answers: rowsOf('sc_item_option_mtom', 'request_item', sysId),
        cells: [],
        approvals: rowsOf('sysapproval_approver', 'sysapproval', sysId),
        groupApprovals: [],
      },
      map,
      names,
    )
    expect(faults).toEqual([])
    return rows
  })
}

describe('the small world’s tickets, read from its instance', () => {
  it.each(nights)('are on night %i those of the files, but for what is said here', (night) => {
    const { tickets } = worldAt(night)
    const lines = linesOn(night).toSorted((one, other) => (one.number < other.number ? -1 : 1))
    const alike = lines.map((line, index) => {
      const ticket = tickets[index] as Ticket
      return Object.values(differences).reduce((row, levelled) => levelled(ticket, row), line)
    })
    // The files leave out what is undefined.
    expect(alike).toEqual(tickets.map((ticket) => JSON.parse(JSON.stringify(requestRow(ticket)))))
  })

  it.each(Object.keys(differences))('differ from the files: %s', (difference) => {
    const without = Object.entries(differences).filter(([name]) => name !== difference)
    const { tickets } = worldAt(3)
    const lines = linesOn(3).toSorted((one, other) => (one.number < other.number ? -1 : 1))
    const alike = lines.map((line, index) =>
      without.reduce((row, [, levelled]) => levelled(tickets[index] as Ticket, row), line),
    )
    expect(alike).not.toEqual(tickets.map((ticket) => JSON.parse(JSON.stringify(requestRow(ticket)))))
  })
})
