import { Button, EmptyState, SectionMessage, Stack, Text } from '@forge/react'
import type { ScreenRefusal } from '../../screen/issue-screen.ts'

interface RefusedViewProps {
  readonly refusal: ScreenRefusal
  readonly onRetry: () => void
}

/** Shows why there is nothing to show: no right to see it, or something that went wrong and can be tried again. */
export function RefusedView({ refusal, onRetry }: RefusedViewProps) {
  const { code, message, help } = refusal
  if (code === 'issue-not-seen') return <EmptyState header={message} description={help} headingLevel={3} />
  return (
    <Stack space="space.100" alignInline="start">
      <SectionMessage appearance="error" title={message}>
        <Text>{help}</Text>
      </SectionMessage>
      <Button onClick={onRetry}>Try again</Button>
    </Stack>
  )
}
