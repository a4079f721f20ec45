import { Button, EmptyState, SectionMessage, Stack, Text } from '@forge/react'
import type { ReactNode } from 'react'
import type { Refusal } from '../../admin/admin-answer.ts'
import { Loading } from '../issue/loading.tsx'
import type { FunctionName, Told } from './call.ts'
import type { Telling } from './use-told.ts'

interface AnsweredProps<Name extends FunctionName> {
  readonly telling: Telling<Name>
  /** What is being read, in words. */
  readonly what: string
  readonly children: (told: Told<Name>) => ReactNode
}

/** Shows an answer: that it is being read, why there is none, or what it tells. */
export function Answered<Name extends FunctionName>({ telling, what, children }: AnsweredProps<Name>) {
  const { view, reload } = telling
  if (view.as === 'loading') return <Loading what={what} />
  if (view.as === 'refused') return <Refused refusal={view.refusal} onRetry={reload} />
  return <>{children(view.told)}</>
}

const noRight: ReadonlySet<string> = new Set([
  'nobody-there',
  'not-jira-administrator',
  'not-project-administrator',
  'no-project',
])

interface RefusedProps {
  readonly refusal: Refusal
  readonly onRetry: () => void
}

function Refused({ refusal: { code, message, help }, onRetry }: RefusedProps) {
  if (noRight.has(code)) return <EmptyState header={message} description={help} headingLevel={2} />
  return (
    <Stack space="space.100" alignInline="start">
      <SectionMessage appearance="error" title={message}>
        <Text>{help}</Text>
      </SectionMessage>
      <Button onClick={onRetry}>Try again</Button>
    </Stack>
  )
}
