import type { RequiredAcl } from '../servicenow/doctor/required-acls.ts'
import { plain, type Style } from './output.ts'
import { table } from './table.ts'

/** Tells an administrator what to grant: a row for each table and operation, with its columns. */
export function* aclLines(acls: readonly RequiredAcl[], { paint, wrap }: Style): Iterable<string> {
  yield* wrap('ACLs of type record for the role of the integration user. A column is named TABLE.COLUMN.')
  yield ''
  const rows = table([['table', 'operation', 'columns'], ...acls.map(cells)])
  for (const [at, row] of rows.entries()) yield* wrap(at === 0 ? paint.bold(row) : plain(row))
  if (!acls.some(({ optional }) => optional)) return
  yield ''
  yield* wrap('* Without it less is known, and nothing wrong is said.')
}

function cells({ table: name, operation, fields, optional }: RequiredAcl): readonly string[] {
  return [optional ? `${name}*` : name, operation, fields.length === 0 ? 'the record' : fields.join(' ')]
}
