import Button from '@atlaskit/button/new'
import Heading from '@atlaskit/heading'
import Lozenge from '@atlaskit/lozenge'
import SectionMessage from '@atlaskit/section-message'
import Spinner from '@atlaskit/spinner'
import { type ReactNode, useCallback, useEffect, useState } from 'react'
import { askJira } from './api.ts'
import { tell } from './app-events.ts'
import { AppScreen } from './app-screen.tsx'
import { FieldList } from './field-list.tsx'
import { readIssue, type ShownIssue, sayErrors, type Transition } from './read-issue.ts'

/** Shows an issue as Jira's agent view does, with the app's panel under the description and its summary beside it. */
export function IssuePage({ issueKey }: { readonly issueKey: string }): ReactNode {
  const { issue, refused, reload } = useIssue(issueKey)
  const [blocked, setBlocked] = useState<string>()
  if (refused !== undefined) return <SectionMessage appearance="error">{refused}</SectionMessage>
  if (issue === undefined) return <Spinner label={`Loading ${issueKey}`} />
  const act = async (path: string, method: string, body: unknown): Promise<void> => {
    const answer = await askJira(method, `/rest/api/3/issue/${issueKey}${path}`, body)
    setBlocked(answer.ok ? undefined : sayErrors(answer.body))
    await reload()
    tell('JIRA_ISSUE_CHANGED', { issueKey })
  }
  return (
    <div className="columns">
      <section aria-label={issueKey}>
        <Heading size="large" as="h1">
          {issue.summary}
        </Heading>
        {blocked === undefined ? null : (
          <div role="alert" className="banner">
            <SectionMessage appearance="error" title="Jira did not do this">
              {blocked}
            </SectionMessage>
          </div>
        )}
        <Ways issue={issue} take={(way) => act('/transitions', 'POST', { transition: { id: way.id } })} />
        <AppPanel title="Ticketbound" module="issue-panel" issueKey={issueKey} refresh={reload} />
        <Activity issue={issue} comment={(body) => act('/comment', 'POST', { body })} />
      </section>
      <aside aria-label="Details">
        <Heading size="small" as="h2">
          Details
        </Heading>
        <FieldList fields={issue.fields} save={(id, value) => act('', 'PUT', { fields: { [id]: value } })} />
        <AppPanel title="Access request" module="issue-context" issueKey={issueKey} refresh={reload} />
      </aside>
    </div>
  )
}

interface ReadIssue {
  readonly issue?: ShownIssue
  readonly refused?: string
  readonly reload: () => Promise<void>
}

/** Reads an issue, and reads it again when asked. */
export function useIssue(issueKey: string): ReadIssue {
  const [read, setRead] = useState<Omit<ReadIssue, 'reload'>>({})
  const reload = useCallback(async () => {
    const found = await readIssue(issueKey)
    setRead('refused' in found ? { refused: found.refused } : { issue: found })
  }, [issueKey])
  useEffect(() => void reload(), [reload])
  return { ...read, reload }
}

const categories: Readonly<Record<string, 'default' | 'inprogress' | 'success'>> = {
  new: 'default',
  indeterminate: 'inprogress',
  done: 'success',
}

interface WaysProps {
  readonly issue: ShownIssue
  readonly take: (way: Transition) => Promise<void>
}

function Ways({ issue, take }: WaysProps): ReactNode {
  const [taking, setTaking] = useState(false)
  return (
    <p className="ways">
      <span>
        Status: <Lozenge appearance={categories[issue.status.category] ?? 'default'}>{issue.status.name}</Lozenge>
      </span>
      {issue.transitions.map((way) => (
        <Button
          key={way.id}
          isDisabled={taking}
          onClick={() => {
            setTaking(true)
            void take(way).finally(() => setTaking(false))
          }}
        >
          {way.name}
        </Button>
      ))}
    </p>
  )
}

interface PanelProps {
  readonly title: string
  readonly module: string
  readonly issueKey: string
  readonly refresh: () => Promise<void>
}

/** A frame of Jira's page around a screen of the app. */
export function AppPanel({ title, module, issueKey, refresh }: PanelProps): ReactNode {
  return (
    <section className="panel" aria-label={title}>
      <Heading size="xsmall" as="h2">
        {title}
      </Heading>
      <AppScreen module={module} place={{ issueKey }} refresh={() => void refresh()} />
    </section>
  )
}

interface ActivityProps {
  readonly issue: ShownIssue
  readonly comment: (body: unknown) => Promise<void>
}

function Activity({ issue, comment }: ActivityProps): ReactNode {
  const [typed, setTyped] = useState('')
  return (
    <section aria-label="Activity">
      <Heading size="small" as="h2">
        Activity
      </Heading>
      <ul>
        {issue.comments.map((one) => (
          <li key={one.id}>
            <strong>{one.author}</strong> commented: {one.text}
          </li>
        ))}
      </ul>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          setTyped('')
          void comment({
            type: 'doc',
            version: 1,
            content: [{ type: 'paragraph', content: [{ type: 'text', text: typed }] }],
          })
        }}
      >
        <label>
          Comment <input value={typed} onChange={(event) => setTyped(event.currentTarget.value)} required />
        </label>{' '}
        <Button type="submit" spacing="compact">
          Add
        </Button>
      </form>
      <details>
        <summary>History</summary>
        <ul>
          {issue.changes.map((change) => (
            <li key={change.id}>
              {change.author} · {change.at.slice(0, 16).replace('T', ' ')} · {change.text}
            </li>
          ))}
        </ul>
      </details>
    </section>
  )
}
