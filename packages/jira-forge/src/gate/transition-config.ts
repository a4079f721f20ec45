import {
  exactObject,
  issueFaults,
  listOf,
  type PathReading,
  quote,
  type RequestKind,
  type RuleId,
  requestKinds,
  ruleFacts,
  ruleIds,
} from '@ticketbound/core'
import * as v from 'valibot'

/** What an administrator sets for one transition: what the gate asks there. */
export interface TransitionConfig {
  readonly version: 1
  /** The kinds of request that may pass here, once they are allowed. Any other stays where it is. */
  readonly kinds: readonly RequestKind[]
  readonly rules: 'all' | { readonly without: readonly RuleId[] }
  /** Which approvals count. `none` asks for none here, as where a request is only sent on to be approved. */
  readonly evidence: 'sealed' | 'sealed-or-native' | 'none'
}

/** What holds where an administrator adds the gate and changes nothing. */
export const defaultTransitionConfig: TransitionConfig = {
  version: 1,
  kinds: ['provision', 'change', 'deprovision'],
  rules: 'all',
  evidence: 'sealed-or-native',
}

const TransitionConfig = exactObject({
  version: v.literal(1),
  kinds: v.pipe(listOf(v.picklist(requestKinds)), v.nonEmpty()),
  rules: v.lazy((rules) =>
    typeof rules === 'string' ? v.literal('all') : exactObject({ without: listOf(v.picklist(ruleIds)) }),
  ),
  evidence: v.picklist(['sealed', 'sealed-or-native', 'none']),
})

/**
 * Reads what was set for a transition, or tells what is wrong with it and where. Jira keeps it as the text that the
 * configuration page gave, and hands it over as that text or as the object that it stands for.
 */
export function readTransitionConfig(given: unknown): PathReading<TransitionConfig> {
  const shaped = v.safeParse(TransitionConfig, typeof given === 'string' ? parsed(given) : given)
  return shaped.success ? { ok: true, value: shaped.output } : { ok: false, faults: issueFaults(shaped.issues) }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}

/** Says in plain words what the gate asks of a transition. */
export function sayConfig({ kinds, rules, evidence }: TransitionConfig): string {
  const governed = kinds.filter((kind) => kind !== 'none')
  return [
    governed.length === 0
      ? 'No request for access may pass here.'
      : `Requests that ${listed(governed.map((kind) => kindWords[kind]))} may pass here; others that ask for access may not.`,
    'What asks for no access passes.',
    sayRules(rules),
    evidenceWords[evidence],
  ].join(' ')
}

const kindWords: Readonly<Record<RequestKind, string>> = {
  provision: 'ask for new access',
  change: 'ask for changed access',
  deprovision: 'take access away',
  none: 'ask for no access',
}

const evidenceWords: Readonly<Record<TransitionConfig['evidence'], string>> = {
  sealed: 'Only approvals that were given in Ticketbound count; those of Jira Service Management do not.',
  'sealed-or-native':
    'Approvals that were given in Ticketbound count, and those of Jira Service Management where the field history shows what was approved.',
  none: 'No approval is asked for.',
}

function sayRules(rules: TransitionConfig['rules']): string {
  if (rules === 'all' || rules.without.length === 0) return 'Every rule must hold.'
  const off = rules.without.map((rule) => quote(ruleFacts(rule).title))
  return `Every rule must hold but ${listed(off)}.`
}

function listed(words: readonly string[]): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} or ${words.at(-1)}`
}
