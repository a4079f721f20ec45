import type { Permissions } from '../access/permissions.ts'
import type { User } from '../access/user.ts'
import type { ReadingHabits } from '../flaws/reading-habits.ts'

/** One request, taken apart. */
export interface Call {
  readonly method: string
  readonly path: string
  readonly query: URLSearchParams
  /** By lower-case name. */
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
  /** The body as it came. */
  readonly bytes: Buffer
  /** The common name of the client's certificate, where it showed one that the server trusts. */
  readonly certificate?: string
}

/** A request of someone who is known. */
export interface UserCall extends Call {
  readonly user: User
  readonly permissions: Permissions
  readonly habits: ReadingHabits
}
