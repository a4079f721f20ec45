import { changesTo } from '../../../write-back/changes-to.ts'
import type { RecordClient } from '../record-client.ts'
import { defaultColumns } from '../write-back-shape.ts'

type Row = Readonly<Record<string, string>>

/** One table: its columns with how much each takes, and its rows. */
export interface FakeTable {
  columns: Record<string, number>
  rows: Row[]
  /** Rows that are counted and never shown. */
  hidden: Set<string>
  /** Columns that nobody may write. */
  locked: Set<string>
}

/** An instance in memory, as far as writing back asks of it, with what a real one does silently. */
export function fakeInstance() {
  const columnsOf = (names: readonly string[]) => Object.fromEntries(names.map((name) => [name, 4000]))
  const taskColumns = columnsOf([
    ...['number', 'short_description', 'description', 'correlation_id', 'correlation_display', 'state'],
    'assignment_group',
  ])
  const table = (columns: Record<string, number>): FakeTable => ({
    columns,
    rows: [],
    hidden: new Set(),
    locked: new Set(),
  })
  const tables = new Map<string, FakeTable>([
    ['u_finding', table(columnsOf(Object.values(defaultColumns)))],
    ['sc_req_item', table(taskColumns)],
    ['change_request', table(taskColumns)],
    ['sc_task', table(taskColumns)],
  ])
  const journals = new Map<string, string>()
  const writes: string[] = []
  let made = 0
  const tableOf = (name: string): FakeTable => {
    const found = tables.get(name)
    if (found === undefined) throw new Error(`there is no table ${name}`)
    return found
  }

  function matching({ columns, rows }: FakeTable, query: string): readonly Row[] {
    const [, column = '', operator, text = ''] = /^([a-z_]+?)(=|IN)(.*)$/.exec(query) ?? []
    // An invalid part of a query is left out.
    if (!(column in columns)) return rows
    const values = operator === 'IN' ? text.split(',') : [text]
    return rows.filter((row) => values.some((value) => row[column]?.toLowerCase() === value.toLowerCase()))
  }

  function keep(name: string, sysId: string, given: Row): Row {
    const { columns, rows, locked } = tableOf(name)
    const at = rows.findIndex((row) => row.sys_id === sysId)
    const taken = Object.entries(given).filter(([column]) => column in columns && !locked.has(column))
    const cut = taken.map(([column, text]) => [column, text.slice(0, columns[column])])
    const row = { ...blank(columns), ...rows[at], ...Object.fromEntries(cut), sys_id: sysId }
    rows.splice(at < 0 ? rows.length : at, at < 0 ? 0 : 1, row)
    if (given.work_notes !== undefined) journals.set(sysId, `${given.work_notes}\n\n${journals.get(sysId) ?? ''}`)
    return row
  }

  const client: RecordClient = {
    page: async ({ table: name, query, fields }) => {
      const found = tables.get(name)
      if (found === undefined) return { kind: 'refused', status: 400, message: `Invalid table ${name}` }
      const rows = matching(found, query)
      const shown = rows.filter(({ sys_id: id = '' }) => !found.hidden.has(id))
      const picked = shown.map((row) => Object.fromEntries(fields.flatMap((at) => (at in row ? [[at, row[at]]] : []))))
      return { kind: 'page', rows: picked as Row[], total: rows.length }
    },
    record: async (name, sysId) => {
      const row = tableOf(name).rows.find(({ sys_id: id }) => id === sysId)
      return row && { sys_id: sysId, work_notes: journals.get(sysId) ?? '' }
    },
    insert: async (name, record) => {
      made += 1
      writes.push(`insert ${name}`)
      return { status: 201, row: keep(name, `id${made}`, record) }
    },
    update: async (name, sysId, record) => {
      writes.push(`update ${name} ${sysId} ${Object.keys(record).join(' ')}`)
      return { status: 200, row: keep(name, sysId, record) }
    },
    importRow: async (_staging, record) => {
      const { rows } = tableOf('u_finding')
      const there = rows.find((row) => row.u_finding_key === record.u_finding_key)
      const isSame = there !== undefined && Object.keys(changesTo(there, record)).length === 0
      made += there ? 0 : 1
      const sysId = there?.sys_id ?? `id${made}`
      const status = isSame ? 'ignored' : there ? 'updated' : 'inserted'
      writes.push(`import ${status}`)
      keep('u_finding', sysId, record)
      return { status: 201, row: { sys_id: sysId, status } }
    },
  }
  return { tableOf, journals, writes, client }
}

function blank(columns: Readonly<Record<string, number>>): Row {
  return Object.fromEntries(Object.keys(columns).map((column) => [column, '']))
}
