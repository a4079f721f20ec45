import * as forgeReact from '@forge/react'
import type { ReactElement } from 'react'

interface Reconciler {
  render(element: ReactElement): void
}

/** Shows an element where the module is placed on Jira's page. */
export function mount(element: ReactElement): void {
  reconciler().render(element)
}

/** `@forge/react` is CommonJS: what a bundler takes for its default export is the reconciler, or the module around it. */
function reconciler(): Reconciler {
  let found: unknown = forgeReact
  while (!isReconciler(found)) found = (found as { readonly default: unknown }).default
  return found
}

function isReconciler(value: unknown): value is Reconciler {
  return typeof value === 'object' && value !== null && 'render' in value
}
