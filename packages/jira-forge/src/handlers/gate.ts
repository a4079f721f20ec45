import { createForgeHost, newReference, reportToConsole } from '../forge-host.ts'
import { checkTransition } from '../gate/check-transition.ts'
import { failClosed } from '../gate/fail-closed.ts'
import type { GateAnswer } from '../gate/gate-answer.ts'

/**
 * Forge stops a function after 25 seconds; an answer of ours says more than that.
 *
 * @see https://developer.atlassian.com/platform/forge/limits-invocation/
 */
const withinMs = 20_000

/**
 * The function of the module `jira:workflowValidator`: whether a transition may pass.
 *
 * @see https://developer.atlassian.com/platform/forge/manifest-reference/modules/jira-workflow-validator/
 */
export function gate(payload: unknown, context: unknown): Promise<GateAnswer> {
  const host = { withinMs, wait, reference: newReference, report: reportToConsole }
  return failClosed((asked: unknown) => checkTransition(asked, createForgeHost(context)), host)(payload)
}

/** A clock that keeps nobody waiting who has nothing else to do. */
function wait(ms: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, ms).unref()
  })
}
