import type { Meaning } from '../meaning/exchange-rows.ts'
import { createNames, type Names } from '../meaning/names.ts'
import { createRoleBook } from '../meaning/role-book.ts'
import { toGrantRows } from '../meaning/to-grant-rows.ts'
import { toPersonRows } from '../meaning/to-person-rows.ts'
import type { UserFacts } from '../meaning/user-facts.ts'
import type { TableCopy } from '../mirror/mirror.ts'
import type { RawRow } from '../raw-row.ts'
import type { Instance, Watch } from './instance.ts'
import { copiesOf, isEachKnown } from './known-copies.ts'
import { mirroredTables } from './mirrored-tables.ts'
import type { ReadRecord, RecordsRead } from './records-read.ts'
import { syncAll } from './sync-all.ts'

/** What a user's records come to, for one purpose. */
type ToRows = (facts: UserFacts, names: Names) => Meaning<object>

/** Reads the users of an instance as people, in the order of their keys. */
export function readPeople(instance: Instance, watch: Watch): Promise<RecordsRead> {
  return readUsers(instance, 'people', watch, () => (facts, names) => toPersonRows(facts, instance.map, names))
}

/**
 * Reads what the users of an instance may do there, its own access, in the order of their keys; nothing where it cannot be
 * read tonight, for what somebody held before may be gone.
 */
export async function readAccess(instance: Instance, watch: Watch): Promise<RecordsRead> {
  const read = await readUsers(instance, 'access', watch, (rowsOf) => {
    const book = createRoleBook({
      groupRoles: rowsOf('sys_group_has_role'),
      contains: rowsOf('sys_user_role_contains'),
      groups: rowsOf('sys_user_group'),
    })
    return (facts, names) => toGrantRows(facts, names, book)
  })
  return read.failure === undefined ? read : { ...read, records: [] }
}

async function readUsers(
  instance: Instance,
  purpose: 'people' | 'access',
  watch: Watch,
  prepare: (rowsOf: (table: string) => Iterable<RawRow>) => ToRows,
): Promise<RecordsRead> {
  const wanted = mirroredTables(instance, purpose)
  const found = await syncAll(instance, wanted, watch)
  const isKnown = found.failure === undefined || isEachKnown(instance, wanted)
  return { ...found, records: isKnown ? usersOf(copiesOf(instance, wanted), instance, prepare) : [] }
}

function* usersOf(
  copies: ReadonlyMap<string, TableCopy>,
  { map }: Instance,
  prepare: (rowsOf: (table: string) => Iterable<RawRow>) => ToRows,
): Generator<ReadRecord> {
  const rowsOf = (table: string): Iterable<RawRow> => plainRows(copies.get(table))
  const named = ['sys_user', 'sys_user_group', 'sys_user_role']
  const names = createNames(new Map(named.map((table) => [table, rowsOf(table)] as const)), map.people)
  const toRows = prepare(rowsOf)
  const children = (table: string, user: string): readonly RawRow[] =>
    copies
      .get(table)
      ?.ofParent(user)
      .map(({ row }) => row) ?? []
  for (const user of rowsOf('sys_user')) {
    const id = user.sys_id ?? ''
    const facts = {
      user,
      roles: children('sys_user_has_role', id),
      memberships: children('sys_user_grmember', id),
      delegates: children('sys_user_delegate', id),
    }
    yield { table: 'sys_user', record: user, ...toRows(facts, names) }
  }
}

function* plainRows(copy: TableCopy | undefined): Generator<RawRow> {
  for (const { row } of copy?.rows() ?? []) yield row
}
