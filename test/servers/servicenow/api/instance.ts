import type { AccessRules } from '../access/access-rules.ts'
import type { TokenEndpoint } from '../oauth/token-endpoint.ts'
import type { ImportResult } from './transform.ts'
import type { TransformMap } from './transform-map.ts'

/** What the APIs of one instance share. */
export interface Instance extends TokenEndpoint {
  readonly rules: AccessRules
  readonly transformMaps: readonly TransformMap[]
  /** What became of imports, by the staged row. */
  readonly imports: Map<string, ImportResult>
  /** The contents of attachments, by their rows. */
  readonly files: Map<string, Buffer>
  /** The address that links begin with. */
  readonly url: () => string
}
