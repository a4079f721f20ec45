import { rateLimited } from './rate-limited.ts'
import { rowsHiddenByAcl } from './rows-hidden-by-acl.ts'

/** Every flaw by its name. */
export const catalogue = {
  'rate-limited': rateLimited,
  'rows-hidden-by-acl': rowsHiddenByAcl,
} as const

/** The name of a flaw. */
export type FlawName = keyof typeof catalogue

/** Which flaws are switched on, each with what it is told, or as it is by default. */
export type Behaviours = {
  -readonly [Name in FlawName]?: true | Partial<(typeof catalogue)[Name]['defaults']>
}
