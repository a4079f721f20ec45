import { quote } from '@ticketbound/core'
import { type Check, type CheckId, check, type Said } from './check.ts'
import { sayLook } from './look.ts'
import type { WriteProbes } from './probe-write.ts'
import { aclRemedy } from './remedies.ts'

/** Judges what can be known of the right to write without writing; what cannot be proven is said to be unproven. */
export function judgeWrite(probes: WriteProbes): readonly Check[] {
  const { table } = probes.target
  const told = (id: CheckId, said: Said) => check(id, said, table)
  return [
    told('write-table', judgeTable(probes)),
    told('write-columns', judgeColumns(probes)),
    told('write-rights', judgeRights(probes)),
  ]
}

function judgeTable({ target: { table, columns }, first }: WriteProbes): Said {
  if (first.kind === 'page') {
    if (first.rows.length > 0 || (first.total ?? 0) === 0)
      return { outcome: 'ok', found: 'it is there, and may be read' }
    return {
      outcome: 'missing',
      found: 'none of its records is visible',
      fix: aclRemedy('read', table, ['*', ...columns]),
    }
  }
  if (first.kind !== 'refused') return { outcome: 'failed', found: sayLook(first) }
  const isUnknown = first.status === 404 || /invalid table/i.test(first.message)
  const create = 'create it with the columns that docs/write-back.md lists'
  return { outcome: 'missing', found: sayLook(first), fix: isUnknown ? create : aclRemedy('read', table) }
}

function judgeColumns({ target: { table, columns }, first, dictionary }: WriteProbes): Said {
  if (first.kind !== 'page') return { outcome: 'skipped', found: 'the table cannot be read' }
  const [row] = first.rows
  const known = dictionary.kind === 'page' ? dictionary.rows.map(({ element = '' }) => element) : []
  if (row === undefined && known.length === 0) {
    return {
      outcome: 'warning',
      found: 'the table is empty, and this user cannot read its dictionary: without writing nobody can tell',
      fix: 'run `ticketbound doctor --write`, which creates one record and deletes it again',
    }
  }
  const absent = columns.filter((name) => !known.includes(name) && !(row !== undefined && Object.hasOwn(row, name)))
  if (absent.length === 0) return { outcome: 'ok', found: `all ${columns.length} are there` }
  return {
    outcome: 'missing',
    found: `${absent.map((name) => quote(name)).join(', ')} cannot be seen`,
    fix: `add the columns, or name yours under \`columns\` of \`writeBack\`; where they are there, ${aclRemedy('read', table, absent)}`,
  }
}

function judgeRights({ target: { table, columns, importTable }, first, nowhere }: WriteProbes): Said {
  if (first.kind !== 'page') return { outcome: 'skipped', found: 'the table cannot be read' }
  const { status, message } = nowhere
  if (importTable === undefined && (status === 401 || status === 403)) {
    return {
      outcome: 'missing',
      found: `a change is refused: ${message ?? ''} (${status})`,
      fix: `${aclRemedy('create', table)}; ${aclRemedy('write', table, ['*'])}, for ${columns.map((name) => quote(name)).join(', ')}`,
    }
  }
  return {
    outcome: 'warning',
    found:
      status === 404
        ? 'a change to a record that is not there is answered like one (404): the API lets this user in; whether the ACLs let it create and change records is not proven'
        : `not proven: ${message ?? `status ${status}`}`,
    fix: 'run `ticketbound doctor --write`, which creates one record and deletes it again',
  }
}
