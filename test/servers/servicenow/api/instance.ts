import type { AccessRules } from '../access/access-rules.ts'
import type { User } from '../access/user.ts'
import type { World } from '../world/create-world.ts'

/** What the APIs of one instance share. */
export interface Instance {
  readonly world: World
  readonly rules: AccessRules
  readonly users: readonly User[]
  /** The address that links begin with. */
  readonly url: () => string
}
