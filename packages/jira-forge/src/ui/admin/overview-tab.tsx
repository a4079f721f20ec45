import { Button, SectionMessage, Stack, Text } from '@forge/react'
import type { HealthLine } from '../../admin/health/health-line.ts'
import { Answered } from './answered.tsx'
import { StateMark } from './state-mark.tsx'
import { Table } from './table.tsx'
import { useTold } from './use-told.ts'

/** Whether the gate can do its work, and what to do where it cannot. */
export function OverviewTab() {
  const telling = useTold('health.read', {})
  return (
    <Answered telling={telling} what="Looking at fields, documents, keys, permissions and workflows">
      {({ lines }) => (
        <Stack space="space.200" alignInline="start">
          <Summary lines={lines} />
          <Table
            caption="Health of the app"
            head={['What', 'State', 'What was seen', 'What to do']}
            rows={lines.map(({ title, state, says, remedy }) => [
              title,
              <StateMark key="state" state={state} />,
              says,
              remedy ?? '',
            ])}
            empty="Nothing was looked at."
          />
          <Button onClick={telling.reload}>Look again</Button>
        </Stack>
      )}
    </Answered>
  )
}

function Summary({ lines }: { readonly lines: readonly HealthLine[] }) {
  const failing = lines.filter(({ state }) => state === 'fail').length
  const doubtful = lines.filter(({ state }) => state === 'warn').length
  if (failing > 0) {
    return (
      <SectionMessage
        appearance="error"
        title={failing === 1 ? 'One thing must be put right' : `${failing} things must be put right`}
      >
        <Text>Until then the gate stays shut, or something goes round it. What to do stands beside each of them.</Text>
      </SectionMessage>
    )
  }
  if (doubtful > 0) {
    return (
      <SectionMessage
        appearance="warning"
        title={doubtful === 1 ? 'One thing is worth a look' : `${doubtful} things are worth a look`}
      >
        <Text>The gate works.</Text>
      </SectionMessage>
    )
  }
  return (
    <SectionMessage appearance="success" title="Everything is as it should be">
      <Text>The gate works.</Text>
    </SectionMessage>
  )
}
