import type { Site } from '../engine/site.ts'
import type { Answer } from '../wire/answer.ts'
import type { UserCall } from '../wire/user-call.ts'

/** Serves one kind of request; `params` are the parts of the path in braces, in their order. */
export type Serve = (site: Site, call: UserCall, params: readonly string[]) => Answer | Promise<Answer>

/** A method and a path, with `{}` for each part that varies, and what serves it. */
export interface Route {
  readonly method: string
  readonly path: string
  readonly serve: Serve
}
