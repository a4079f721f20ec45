import type { RawRow } from '../raw-row.ts'
import { field } from '../wire/encoded-query.ts'
import { type Look, look } from './look.ts'
import type { Asking } from './probe-table.ts'

/** What the instance said to the first question: who asks. */
export interface AccountProbes {
  readonly first: Look
  /** The user that is acted as; absent where it cannot be told. */
  readonly user?: RawRow
  /** Names of the user's roles; absent where they cannot be read. */
  readonly roles?: readonly string[]
}

const fields = ['sys_id', 'user_name', 'active', 'locked_out', 'web_service_access_only']

/**
 * The instance fills in who asks. It is the one script that is ever sent, and the documentation of the Table API gives
 * it as its example.
 *
 * @see https://www.servicenow.com/docs/r/api-reference/rest-apis/c_TableAPI.html (`sysparm_query`)
 */
const whoAsks = 'sys_id=javascript:gs.getUserID()'

/** Asks who is acted as. It is the first question of all, so that it shows whether anything answers. */
export async function probeAccount({ client, signal }: Asking): Promise<AccountProbes> {
  const first = await look(client, { table: 'sys_user', query: whoAsks, fields, limit: 2 }, signal)
  // Two rows: the script was not understood, and left out.
  const user = first.kind === 'page' && first.rows.length === 1 ? first.rows[0] : undefined
  if (user?.sys_id === undefined) return { first }
  const query = field('user').is(user.sys_id)
  const held = { table: 'sys_user_has_role', query, fields: ['sys_id', 'user', 'role.name'], limit: 500 }
  const roles = await look(client, held, signal)
  if (roles.kind !== 'page' || roles.rows.length === 0) return { first, user }
  const own = roles.rows.filter((row) => row.user === user.sys_id)
  return { first, user, roles: own.flatMap((row) => row['role.name'] ?? []) }
}
