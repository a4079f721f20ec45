import { IssueReport } from '../issue/issue-report.tsx'
import { Loading } from '../issue/loading.tsx'
import { usePlace } from '../issue/place.ts'
import { RefusedView } from '../issue/refused-view.tsx'
import { useIssue } from '../issue/use-issue.ts'

/** The panel on an issue: where the access request stands, and all that can be done about it. */
export function IssuePanel() {
  const place = usePlace()
  const { view, retry, act, find } = useIssue()
  switch (view.as) {
    case 'loading':
      return <Loading what="Checking the access request" />
    case 'refused':
      return <RefusedView refusal={view.refusal} onRetry={retry} />
    case 'shown':
      return <IssueReport screen={view.screen} place={place} desk={{ act, find }} />
  }
}
