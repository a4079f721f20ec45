import Heading from '@atlaskit/heading'
import { type ReactNode, useMemo } from 'react'
import { askJira, become, type Session } from './api.ts'
import { AppScreen } from './app-screen.tsx'
import { WithFlags } from './flags.tsx'
import { IssuePage } from './issue-page.tsx'
import { PortalPage } from './portal-page.tsx'
import { type Person, type Product, ProductPage } from './product.ts'
import { RulePage } from './rule-page.tsx'

interface Props {
  readonly session: Session
  readonly path: string
}

/** The whole page: who you are, where you can go, and one of Jira's pages with the app in it. */
export function Page({ session, path }: Props): ReactNode {
  const product = useMemo(() => jiraPage(), [])
  return (
    <ProductPage.Provider value={product}>
      <WithFlags>
        <Top session={session} path={path} />
        <main>{pageAt(path, session)}</main>
      </WithFlags>
    </ProductPage.Provider>
  )
}

function pageAt(path: string, session: Session): ReactNode {
  const [, where = '', what = '', part = ''] = path.split('/').map(decodeURIComponent)
  if (where === 'browse' && what !== '') return <IssuePage issueKey={what} />
  if (where === 'portal' && what !== '') return <PortalPage issueKey={what} />
  if (where === 'admin') return <AppPage title="Ticketbound" module="admin" place={{}} />
  if (where === 'projects' && part === 'settings')
    return <AppPage title={`${what}: Ticketbound`} module="project-settings" place={{ projectKey: what }} />
  if (where === 'rules' && what !== '') return <RulePage rule={what} />
  return <Start session={session} />
}

interface AppPageProps {
  readonly title: string
  readonly module: string
  readonly place: { readonly projectKey?: string }
}

function AppPage({ title, module, place }: AppPageProps): ReactNode {
  return (
    <section aria-label={title}>
      <Heading size="large" as="h1">
        {title}
      </Heading>
      <AppScreen module={module} place={place} refresh={() => undefined} />
    </section>
  )
}

function Start({ session }: { readonly session: Session }): ReactNode {
  return (
    <section aria-label="Issues">
      <Heading size="large" as="h1">
        Issues
      </Heading>
      <ul>
        {session.issues.map((issue) => (
          <li key={issue.key}>
            <a href={`/browse/${issue.key}`}>
              {issue.key} {issue.summary}
            </a>{' '}
            (<a href={`/portal/${issue.key}`}>{issue.key} in the portal</a>)
          </li>
        ))}
      </ul>
    </section>
  )
}

function Top({ session, path }: Props): ReactNode {
  return (
    <header className="top">
      <strong>Ticketbound preview</strong>
      <nav aria-label="Pages">
        <a href="/">Issues</a>
        <a href="/admin">Admin</a>
        {session.projects.map((project) => (
          <a key={project.key} href={`/projects/${project.key}/settings`}>
            {project.key} settings
          </a>
        ))}
        <a href="/rules/gate">Workflow rule</a>
        <a href={`${path}?theme=dark`}>Dark</a>
      </nav>
      <label>
        You are{' '}
        <select
          value={session.you.accountId}
          onChange={(event) => void become(event.currentTarget.value).then(() => location.reload())}
        >
          {session.people.map((person) => (
            <option key={person.accountId} value={person.accountId}>
              {person.displayName}, {person.role}
            </option>
          ))}
        </select>
      </label>
    </header>
  )
}

function jiraPage(): Product {
  const known = new Map<string, Promise<Person | undefined>>()
  const personOf = (accountId: string): Promise<Person | undefined> => {
    const asked = known.get(accountId) ?? onePerson(accountId)
    known.set(accountId, asked)
    return asked
  }
  return { goTo: (href) => location.assign(href), findPeople, personOf }
}

async function findPeople(typed: string): Promise<readonly Person[]> {
  const { ok, body } = await askJira('GET', `/rest/api/3/user/search?query=${encodeURIComponent(typed)}`)
  return ok && Array.isArray(body) ? (body as Person[]) : []
}

async function onePerson(accountId: string): Promise<Person | undefined> {
  const { ok, body } = await askJira('GET', `/rest/api/3/user?accountId=${encodeURIComponent(accountId)}`)
  return ok ? (body as Person) : undefined
}
