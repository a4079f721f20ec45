import { createForgeHost } from '../forge-host.ts'
import { explainBlocked as explain } from '../rovo/explain-blocked.ts'
import { findExpiring as find } from '../rovo/find-expiring.ts'
import { listEvidence as list } from '../rovo/list-evidence.ts'

/**
 * The function of the action `explain-blocked`: why a request may not pass, and what to do about it.
 *
 * @see https://developer.atlassian.com/platform/forge/manifest-reference/modules/rovo-action/
 */
export function explainBlocked(payload: unknown, context: unknown): Promise<object> {
  return explain(payload, createForgeHost(context))
}

/** The function of the action `list-evidence`: what was decided about a request, and whether it counts. */
export function listEvidence(payload: unknown, context: unknown): Promise<object> {
  return list(payload, createForgeHost(context))
}

/** The function of the action `find-expiring`: under which issues access ends soon. */
export function findExpiring(payload: unknown, context: unknown): Promise<object> {
  return find(payload, createForgeHost(context))
}
