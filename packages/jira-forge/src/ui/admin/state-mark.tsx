import { Lozenge } from '@forge/react'
import type { HealthLine } from '../../admin/health/health-line.ts'

const marks = {
  ok: { appearance: 'success', words: 'Well' },
  warn: { appearance: 'moved', words: 'Look' },
  fail: { appearance: 'removed', words: 'Fix' },
} as const satisfies Record<HealthLine['state'], object>

/** Says in a word, and only besides in colour, how something stands. */
export function StateMark({ state }: Pick<HealthLine, 'state'>) {
  const { appearance, words } = marks[state]
  return <Lozenge appearance={appearance}>{words}</Lozenge>
}
