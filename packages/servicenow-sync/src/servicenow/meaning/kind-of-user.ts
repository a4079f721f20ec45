import type { PrincipalKind } from '@ticketbound/core'
import type { PeopleRule } from '../map/servicenow-map.ts'
import { isSet, type RawRow, textIn } from '../raw-row.ts'

/**
 * What `identity_type` says, as the vendor ships it.
 *
 * @see https://www.servicenow.com/docs/r/platform-administration/user-administration/t_CreateAUser.html
 */
const identityTypes: ReadonlyMap<string, PrincipalKind> = new Map([
  ['human', 'human'],
  ['machine', 'service'],
  ['ai', 'agent'],
  ['ai_agent', 'agent'],
])

/**
 * Tells what kind of principal a user is: as the map says, else by identity type, else by the flags of accounts that only
 * integrations use. Everybody else is human.
 */
export function kindOfUser(user: RawRow, { kinds }: PeopleRule): PrincipalKind {
  const mapped = kinds && (kinds.values.get(textIn(user, kinds.field)?.trim() ?? '') ?? kinds.values.get('*'))
  if (mapped !== undefined) return mapped
  const typed = identityTypes.get(textIn(user, 'identity_type')?.trim().toLowerCase() ?? '')
  if (typed !== undefined) return typed
  return isSet(user, 'web_service_access_only') || isSet(user, 'internal_integration_user') ? 'service' : 'human'
}
