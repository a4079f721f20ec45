import type { PeopleRule } from '../map/servicenow-map.ts'
import { type RawRow, textIn } from '../raw-row.ts'
import { latestRows } from './latest-rows.ts'
import { principalOf } from './principal-of.ts'

/** What records are called, by their `sys_id`; nothing for a record that was not read. */
export interface Names {
  /** The principal that a user is. */
  user(sysId: string): string | undefined
  /** The principal whose `user_name` this is. */
  login(userName: string): string | undefined
  group(sysId: string): string | undefined
  role(sysId: string): string | undefined
  /** The name of a catalogue item. */
  item(sysId: string): string | undefined
  /** A field of any record whose table was read. */
  record(table: string, field: string, sysId: string): string | undefined
}

/** Knows the names of records from the rows of their tables. Of two rows for one record, the later one counts. */
export function createNames(tables: ReadonlyMap<string, Iterable<RawRow>>, people: PeopleRule): Names {
  const records = new Map<string, ReadonlyMap<string, RawRow>>()
  const logins = new Map<string, string>()
  for (const [table, rows] of tables) records.set(table, latestRows(rows))
  for (const row of records.get('sys_user')?.values() ?? []) {
    const login = textIn(row, 'user_name')
    if (login !== undefined) logins.set(login, principalOf(row, people))
  }

  function record(table: string, field: string, sysId: string): string | undefined {
    const row = records.get(table)?.get(sysId)
    return row && textIn(row, field)?.trim()
  }

  function user(sysId: string): string | undefined {
    const row = records.get('sys_user')?.get(sysId)
    return row && principalOf(row, people)
  }

  return {
    user,
    login: (userName) => logins.get(userName),
    group: (sysId) => record('sys_user_group', 'name', sysId),
    role: (sysId) => record('sys_user_role', 'name', sysId),
    item: (sysId) => record('sc_cat_item', 'name', sysId),
    record,
  }
}
