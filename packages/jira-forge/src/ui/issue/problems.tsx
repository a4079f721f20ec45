import { SectionMessage, Stack, Text } from '@forge/react'
import type { ScreenProblem } from '../../screen/issue-screen.ts'

/** Shows what is wrong with how the app is set up, to be handed on to an administrator. */
export function Problems({ problems }: { readonly problems: readonly ScreenProblem[] }) {
  if (problems.length === 0) return null
  return (
    <SectionMessage appearance="warning" title="An administrator has to put this right">
      <Stack space="space.050">
        {problems.map(({ message, help }) => (
          <Text key={message}>
            {message} {help}
          </Text>
        ))}
      </Stack>
    </SectionMessage>
  )
}
