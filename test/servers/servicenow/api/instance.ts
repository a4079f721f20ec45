import type { AccessRules } from '../access/access-rules.ts'
import type { TokenEndpoint } from '../oauth/token-endpoint.ts'

/** What the APIs of one instance share. */
export interface Instance extends TokenEndpoint {
  readonly rules: AccessRules
  /** The address that links begin with. */
  readonly url: () => string
}
