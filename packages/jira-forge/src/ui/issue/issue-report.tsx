import { EmptyState, Heading, Stack } from '@forge/react'
import { useState } from 'react'
import type { IssueScreen, ScreenField } from '../../screen/issue-screen.ts'
import { Actions, type Deeds } from './actions.tsx'
import { AskNextList } from './ask-next-list.tsx'
import { AtAGlance } from './at-a-glance.tsx'
import { Delegations } from './delegations.tsx'
import { FieldRow } from './field-row.tsx'
import { Night } from './night.tsx'
import { type Outcome, OutcomeMessage } from './outcome.tsx'
import type { Place } from './place.ts'
import { Problems } from './problems.tsx'
import { Sentence } from './sentence.tsx'
import { Timeline } from './timeline.tsx'
import type { IssueDesk } from './use-issue.ts'
import { Violations } from './violations.tsx'

interface IssueReportProps {
  readonly screen: IssueScreen
  readonly place: Place
  readonly desk: Pick<IssueDesk, 'act' | 'find'>
}

const deedsDone = {
  approved: 'Your approval is recorded.',
  rejected: 'The request is declined.',
  withdrawn: 'Your approval is withdrawn.',
} as const

/** Shows everything about an access request, and all that can be done with it. */
export function IssueReport({ screen, place, desk }: IssueReportProps) {
  const [outcome, setOutcome] = useState<Outcome>()
  const { glance, problems, fields, others, excused, approvals, timeline, askNext, night } = screen
  if (glance.state === 'no-request') {
    return <EmptyState header="This is no access request" description={glance.sentence} headingLevel={3} />
  }

  async function act(key: string, payload: Readonly<Record<string, unknown>>, done: string) {
    const refusal = await desk.act(key, payload)
    if (refusal === undefined) setOutcome({ done })
    return refusal
  }

  const deeds: Deeds = {
    decide: (made) => act('decide', { ...made }, deedsDone[made.decision]),
    askException: (asked) => act('ask-exception', { ...asked }, 'The exception is asked for.'),
    delegate: (made) => act('delegate', { ...made }, 'Your decisions are delegated.'),
    endDelegation: (to) => act('end-delegation', { to }, 'The delegation has ended.'),
  }

  const set = ({ field, label }: ScreenField, value: string) => act('fix', { field, value }, `${label} is saved.`)

  return (
    <Stack space="space.200">
      <Heading as="h3" size="small">
        Access request
      </Heading>
      <AtAGlance glance={glance} />
      <OutcomeMessage outcome={outcome} />
      <Problems problems={problems} />
      <Actions screen={screen} place={place} deeds={deeds} />
      <Delegations delegations={screen.may.delegations} place={place} onEnd={deeds.endDelegation} />
      <AskNextList asks={askNext} />
      {fields.length > 0 && (
        <Stack space="space.150">
          <Heading as="h4" size="xsmall">
            What is asked for
          </Heading>
          <Violations violations={others} />
          {excused.map((said) => (
            <Sentence key={JSON.stringify(said)} said={said} />
          ))}
          {fields.map((field) => (
            <FieldRow
              key={field.field}
              field={field}
              place={place}
              approved={(approvals?.counted ?? 0) > 0}
              onSet={set}
              find={desk.find}
            />
          ))}
        </Stack>
      )}
      {glance.state !== 'unconfigured' && <Timeline approvals={approvals} entries={timeline} place={place} />}
      {night && <Night night={night} place={place} />}
    </Stack>
  )
}
