/**
 * What a Forge `jira:workflowValidator` function answers: `true` lets the transition pass, anything else stops it and
 * shows `errorMessage` to whoever tried it.
 *
 * @see https://developer.atlassian.com/platform/forge/manifest-reference/modules/jira-workflow-validator/
 */
export interface GateAnswer {
  readonly result: boolean
  readonly errorMessage?: string
}

/** Decides about one transition. */
export type Gate<Payload> = (payload: Payload) => Promise<GateAnswer>
