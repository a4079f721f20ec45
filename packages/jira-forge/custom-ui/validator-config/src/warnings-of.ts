import { ruleFacts } from '@ticketbound/core'
import type { TransitionConfig } from '../../../src/gate/transition-config.ts'

/** Says what a configuration leaves open, each in one sentence. */
export function warningsOf({ rules, evidence }: TransitionConfig): readonly string[] {
  const off = rules === 'all' ? [] : rules.without
  return [
    ...off.map(
      (rule) => `“${ruleFacts(rule).title}” stops nothing here. Not looked at: ${ruleFacts(rule).explanation}`,
    ),
    ...(evidence === 'none'
      ? [
          'Nobody need approve here: whoever may make this transition lets the access pass. Use it only before the transition that asks for approvals.',
        ]
      : []),
    ...(evidence === 'sealed-or-native'
      ? [
          'Whoever may change the approvers of a Jira Service Management approval can name themselves; it counts only if the catalogue names them too.',
        ]
      : []),
  ]
}
