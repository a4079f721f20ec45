import { Stack, Text } from '@forge/react'
import type { Glance } from '../../screen/issue-screen.ts'
import { StateLozenge } from './state-lozenge.tsx'

/** Shows where an issue stands, in a word and in a sentence. */
export function AtAGlance({ glance }: { readonly glance: Glance }) {
  return (
    <Stack space="space.050" alignInline="start">
      <StateLozenge glance={glance} />
      <Text>{glance.sentence}</Text>
    </Stack>
  )
}
