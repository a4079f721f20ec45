import { makeResolver } from '@forge/resolver'
import type { AppHost } from '../app-host.ts'
import type { Invocation } from './create-issue-resolver.ts'
import { drawPortal } from './draw-portal.ts'
import { refuse } from './refuse.ts'
import { readRequestShown } from './seen.ts'

/** Makes the resolver of the portal's panel, which only draws. Which request it is, the platform says. */
export function createPortalResolver(hostOf: (context: unknown) => AppHost) {
  const resolve = makeResolver<Record<string, (payload: never) => object>>({
    draw: async ({ context }: { readonly context: unknown }) => {
      const read = readRequestShown(context)
      return read.ok ? drawPortal(read.issueKey, hostOf(context)) : read
    },
  })
  return async (invocation: Invocation, runtime?: Record<string, unknown>): Promise<unknown> =>
    invocation.call.functionKey === 'draw' ? resolve(invocation, runtime) : unknownFunction
}

const unknownFunction = refuse(
  'function-unknown',
  'The panel asked for something that the app does not know.',
  'Load the page again; the panel may be older than the app.',
)
