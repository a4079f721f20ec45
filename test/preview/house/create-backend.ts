import type { Backend, OpenedView, Place } from '../server/backend.ts'
import type { AppModule } from './app-modules.ts'
import { characters } from './people.ts'
import { rules } from './rules.ts'
import type { House } from './start-house.ts'

const notSeen = { refused: 'Jira shows you nothing here: it is not there, or you may not see it.' }

/** Puts the emulated Jira and the app on the emulated platform behind the page. */
export function createBackend(house: House, modules: readonly AppModule[]): Backend {
  const { jira, forge } = house
  const { world } = jira

  async function askJira({ method, path, body }: Parameters<Backend['askJira']>[0], accountId: string) {
    const headers = { authorization: `Bearer ${jira.tokenFor(accountId)}`, 'content-type': 'application/json' }
    const answer = await fetch(`${jira.url}${path}`, { method, headers, ...(body === '' ? {} : { body }) })
    return { status: answer.status, body: await answer.text() }
  }

  async function sees(path: string, accountId: string): Promise<boolean> {
    return (await askJira({ method: 'GET', path, body: '' }, accountId)).status === 200
  }

  async function openView(resource: string, place: Place, accountId: string): Promise<OpenedView | typeof notSeen> {
    const module = modules.find((one) => one.resource === resource)
    if (module === undefined) return { refused: `The app has no \`${resource}\`.` }
    const { issueKey, projectKey } = place
    if (issueKey !== undefined && !(await sees(pathOf(module, issueKey), accountId))) return notSeen
    if (projectKey !== undefined && !(await sees(`/rest/api/3/project/${encodeURIComponent(projectKey)}`, accountId)))
      return notSeen
    const extension = extensionOf(module, place, world)
    return forge.openPage({ accountId, moduleKey: module.key, ...onlyPlace(place), extension })
  }

  return {
    people: characters,
    projects: [...world.projects.values()].map(({ key, name }) => ({ key, name })),
    issues: () => [...world.issues.values()].map(({ key, values }) => ({ key, summary: String(values.summary) })),
    askJira,
    openView,
    async saveRule(name, configuration, accountId) {
      // Jira: workflows are edited by its administrators alone.
      if (!world.mayOnSite(accountId, 'ADMINISTER')) return { refused: 'Only a Jira administrator edits workflows.' }
      const placed = Object.entries(rules).find(([key]) => key === name)?.[1]
      if (placed === undefined) return { refused: `There is no rule \`${name}\`.` }
      world.changeProject(placed.project, (project) => configured(project, placed.transition, configuration))
      return undefined
    },
  }
}

/** Where Jira says whether somebody sees an issue: a customer sees it in the portal, and often nowhere else. */
function pathOf({ type }: AppModule, issueKey: string): string {
  const key = encodeURIComponent(issueKey)
  return type.startsWith(portal) ? `/rest/servicedeskapi/request/${key}` : `/rest/api/3/issue/${key}`
}

const portal = 'jiraServiceManagement:portal'

function onlyPlace({ issueKey, projectKey }: Place): Pick<Place, 'issueKey' | 'projectKey'> {
  return { ...(issueKey !== undefined && { issueKey }), ...(projectKey !== undefined && { projectKey }) }
}

type World = House['jira']['world']
type Project = Parameters<Parameters<World['changeProject']>[1]>[0]

/** What Jira says besides of where a screen is: of a request in the portal, and of a rule that is configured. */
function extensionOf({ type }: AppModule, { issueKey, rule }: Place, world: World): Readonly<Record<string, unknown>> {
  if (type.startsWith(portal)) {
    const project = world.project(world.issue(issueKey ?? '')?.project ?? '')
    return { request: { key: issueKey }, portal: { id: Number(project?.id) } }
  }
  if (rule === undefined) return {}
  const placed = Object.entries(rules).find(([key]) => key === rule)?.[1]
  const ways = world.project(placed?.project ?? '')?.workflow.transitions ?? []
  const kept = ways.find(({ name }) => name === placed?.transition)?.rules.find(({ kind }) => kind === 'validator')
  return { entryPoint: 'edit', ...(kept?.configuration !== undefined && { validatorConfig: kept.configuration }) }
}

function configured(project: Project, named: string, configuration: string): Project {
  const transitions = project.workflow.transitions.map((transition) =>
    transition.name !== named
      ? transition
      : {
          ...transition,
          rules: transition.rules.map((rule) => (rule.kind === 'validator' ? { ...rule, configuration } : rule)),
        },
  )
  return { ...project, workflow: { ...project.workflow, transitions } }
}
