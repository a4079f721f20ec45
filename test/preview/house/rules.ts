import { defaultTransitionConfig } from '../../../packages/jira-forge/src/gate/transition-config.ts'
import type { TransitionRule } from '../../servers/jira/world/workflow.ts'

/** A rule of the app on a transition of a workflow. */
export interface PlacedRule {
  readonly project: string
  readonly transition: string
  readonly rule: TransitionRule
}

/** Where the gate stands in the preview: the one rule that is configured on a page of its own, by the name in its address. */
export const rules: Readonly<Record<'gate' | 'record', PlacedRule>> = {
  gate: {
    project: 'ACC',
    transition: 'Grant',
    rule: { kind: 'validator', module: 'approval-gate', configuration: JSON.stringify(defaultTransitionConfig) },
  },
  record: { project: 'ACC', transition: 'Grant', rule: { kind: 'post-function', module: 'keep-passage' } },
}
