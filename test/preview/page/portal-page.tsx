import Heading from '@atlaskit/heading'
import SectionMessage from '@atlaskit/section-message'
import Spinner from '@atlaskit/spinner'
import type { ReactNode } from 'react'
import { AppPanel, useIssue } from './issue-page.tsx'

/** Shows a request as the customer portal does: little, and the app's panel that says why it waits. */
export function PortalPage({ issueKey }: { readonly issueKey: string }): ReactNode {
  const { issue, refused, reload } = useIssue(issueKey)
  if (refused !== undefined) return <SectionMessage appearance="error">{refused}</SectionMessage>
  if (issue === undefined) return <Spinner label={`Loading ${issueKey}`} />
  return (
    <section aria-label={issueKey} className="portal">
      <p>Help centre / {issue.projectKey}</p>
      <Heading size="large" as="h1">
        {issue.summary}
      </Heading>
      <p>
        {issue.key} · {issue.status.name}
      </p>
      <AppPanel title="Why this waits" module="portal-panel" issueKey={issueKey} refresh={reload} />
    </section>
  )
}
