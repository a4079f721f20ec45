import type { PeopleRule } from '../map/servicenow-map.ts'
import { type RawRow, textIn } from '../raw-row.ts'
import { unresolved } from './unresolved.ts'

/**
 * The principal that a user is. The same everywhere, so that whoever asked, approved and holds access is one principal.
 * A user without the field that the map names, as service accounts often are, goes by the login.
 */
export function principalOf(user: RawRow, { principal }: PeopleRule): string {
  const named = textIn(user, principal)?.trim() || textIn(user, 'user_name')?.trim()
  return named || unresolved('sys_user', textIn(user, 'sys_id') ?? '')
}
