import Heading from '@atlaskit/heading'
import SectionMessage from '@atlaskit/section-message'
import Spinner from '@atlaskit/spinner'
import { type ReactNode, useCallback, useEffect, useState } from 'react'
import { askJira } from './api.ts'
import { AppPanel } from './issue-page.tsx'
import { sayErrors } from './read-issue.ts'

interface Request {
  readonly summary: string
  readonly status: string
}

/** Shows a request as the customer portal does: little, and the app's panel that says why it waits. */
export function PortalPage({ issueKey }: { readonly issueKey: string }): ReactNode {
  const [read, setRead] = useState<Request | { readonly refused: string }>()
  const reload = useCallback(async () => setRead(await readRequest(issueKey)), [issueKey])
  useEffect(() => void reload(), [reload])
  if (read === undefined) return <Spinner label={`Loading ${issueKey}`} />
  if ('refused' in read) return <SectionMessage appearance="error">{read.refused}</SectionMessage>
  return (
    <section aria-label={issueKey} className="portal">
      <p>Help centre</p>
      <Heading size="large" as="h1">
        {read.summary}
      </Heading>
      <p>
        {issueKey} · {read.status}
      </p>
      <AppPanel title="Why this waits" module="portal-panel" issueKey={issueKey} refresh={reload} />
    </section>
  )
}

/** A customer sees their request here, though they may not see the issue behind it. */
async function readRequest(issueKey: string): Promise<Request | { readonly refused: string }> {
  const { ok, body } = await askJira('GET', `/rest/servicedeskapi/request/${encodeURIComponent(issueKey)}`)
  if (!ok) return { refused: sayErrors(body) }
  const { summary, currentStatus } = Object(body)
  return { summary: String(summary), status: String(Object(currentStatus).status) }
}
