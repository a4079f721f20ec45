import { Lozenge } from '@forge/react'
import type { Glance, ScreenState } from '../../screen/issue-screen.ts'

const appearances = {
  blocked: 'removed',
  ready: 'success',
  passed: 'success',
  voided: 'moved',
  bypassed: 'removed',
  unconfigured: 'default',
  'no-request': 'default',
} as const satisfies Record<ScreenState, string>

/** Shows where an issue stands in a word; the colour only repeats it. */
export function StateLozenge({ glance: { state, label } }: { readonly glance: Glance }) {
  return <Lozenge appearance={appearances[state]}>{label}</Lozenge>
}
