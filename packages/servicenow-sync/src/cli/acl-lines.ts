import { aclCaution } from '../servicenow/doctor/remedies.ts'
import type { RequiredAcl } from '../servicenow/doctor/required-acls.ts'
import { plain, type Style } from './output.ts'
import { table } from './table.ts'

/** Tells an administrator what to grant: a row for each table and operation, with its columns. */
export function* aclLines(acls: readonly RequiredAcl[], { paint, wrap }: Style): Iterable<string> {
  yield* wrap('What the role of the integration user must pass: ACLs of type record. A column is named TABLE.COLUMN.')
  yield* wrap('`query_match` and `query_range` follow `read` where nobody has added ACLs for them.')
  yield* wrap(aclCaution)
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
