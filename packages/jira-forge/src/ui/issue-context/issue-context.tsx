import { Button, ModalTransition, Stack, Text } from '@forge/react'
import { useState } from 'react'
import type { IssueScreen } from '../../screen/issue-screen.ts'
import { AtAGlance } from '../issue/at-a-glance.tsx'
import { DecisionDialog, type DecisionMade } from '../issue/decision-dialog.tsx'
import { Loading } from '../issue/loading.tsx'
import { type Outcome, OutcomeMessage } from '../issue/outcome.tsx'
import { type Place, usePlace } from '../issue/place.ts'
import { Problems } from '../issue/problems.tsx'
import { RefusedView } from '../issue/refused-view.tsx'
import { type IssueDesk, useIssue } from '../issue/use-issue.ts'

/** The summary beside an issue: where the access request stands, and the one thing to do next. */
export function IssueContext() {
  const place = usePlace()
  const { view, retry, act } = useIssue()
  switch (view.as) {
    case 'loading':
      return <Loading what="Checking the access request" />
    case 'refused':
      return <RefusedView refusal={view.refusal} onRetry={retry} />
    case 'shown':
      return <Summary screen={view.screen} place={place} act={act} />
  }
}

interface SummaryProps {
  readonly screen: IssueScreen
  readonly place: Place
  readonly act: IssueDesk['act']
}

function Summary({ screen, place, act }: SummaryProps) {
  const [isDeciding, setDeciding] = useState(false)
  const [outcome, setOutcome] = useState<Outcome>()
  const mayApprove = screen.may.approve.length > 0

  async function decide(made: DecisionMade) {
    const refusal = await act('decide', { ...made })
    if (refusal === undefined) setOutcome({ done: 'Your approval is recorded.' })
    return refusal
  }

  return (
    <Stack space="space.100" alignInline="start">
      <AtAGlance glance={screen.glance} />
      <OutcomeMessage outcome={outcome} />
      <Problems problems={screen.problems} />
      {mayApprove ? (
        <Button appearance="primary" onClick={() => setDeciding(true)}>
          Approve
        </Button>
      ) : (
        <NextStep screen={screen} />
      )}
      <ModalTransition>
        {isDeciding && (
          <DecisionDialog
            decision="approved"
            screen={screen}
            place={place}
            onDecide={decide}
            onClose={() => setDeciding(false)}
          />
        )}
      </ModalTransition>
    </Stack>
  )
}

/** Fixing takes more room than there is here, so the summary says what is broken and where it can be fixed. */
function NextStep({ screen: { fields, others } }: Pick<SummaryProps, 'screen'>) {
  const broken = fields.filter(({ violations }) => violations.length > 0).map(({ label }) => label)
  if (broken.length > 0) return <Text>Put right {broken.join(', ')} in the Ticketbound panel of this issue.</Text>
  return others.length > 0 ? <Text>The Ticketbound panel of this issue says what to do.</Text> : null
}
