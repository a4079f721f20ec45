import { type RequestKind, type RuleId, ruleIds } from '@ticketbound/core'
import { readTransitionConfig, type TransitionConfig } from '../../../src/gate/transition-config.ts'

/** What is chosen in the form. */
export interface FormState {
  readonly kinds: readonly RequestKind[]
  readonly isAllRules: boolean
  readonly without: readonly RuleId[]
  readonly evidence: TransitionConfig['evidence']
}

/** What the form comes to: a configuration, or what is still missing. */
export type FormReading =
  | { readonly ok: true; readonly config: TransitionConfig; readonly text: string }
  | { readonly ok: false; readonly faults: readonly string[] }

/** The most bytes that Jira keeps for one transition. */
const mostBytes = 32 * 1024

/** Puts a configuration into the form. */
export function toFormState({ kinds, rules, evidence }: TransitionConfig): FormState {
  if (rules === 'all') return { kinds, isAllRules: true, without: [], evidence }
  return { kinds, isAllRules: rules.without.length === 0, without: rules.without, evidence }
}

/** Reads the form as the gate will read it. */
export function readForm({ kinds, isAllRules, without, evidence }: FormState): FormReading {
  if (kinds.length === 0) return { ok: false, faults: ['Choose at least one kind of request that may pass here.'] }
  if (!isAllRules && without.length === 0) {
    return { ok: false, faults: ['Choose the rules that need not hold here, or let every rule hold.'] }
  }
  // In the order of the rules, so that the same choice is the same text.
  const rules = isAllRules ? 'all' : { without: ruleIds.filter((rule) => without.includes(rule)) }
  const config = { version: 1, kinds, rules, evidence }
  const text = JSON.stringify(config)
  const reading = readTransitionConfig(text)
  if (!reading.ok) return { ok: false, faults: reading.faults.map(({ message }) => message) }
  if (new TextEncoder().encode(text).length > mostBytes) return { ok: false, faults: ['This is more than Jira keeps.'] }
  return { ok: true, config: reading.value, text }
}
