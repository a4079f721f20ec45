import type { FieldMap, JiraField } from '@ticketbound/jira'
import * as v from 'valibot'
import type { AdminAnswer } from '../admin-answer.ts'
import { adminFunction } from '../admin-function.ts'
import { ProjectPayload, projectOf } from './project-of.ts'
import { readSiteFields, readSiteStatuses, type SiteStatus } from './site-fields.ts'
import { readSiteProjects, type SiteProject } from './site-projects.ts'

/** How the fields of a site or a project are mapped, and what can be chosen from. */
export interface FieldsTold {
  readonly version: number
  /** The map that holds; absent where nothing was set up. */
  readonly map?: FieldMap
  /** Whose it is: the project's own, or the site's. */
  readonly from: 'project' | 'site'
  /** The projects that can be chosen: those that whoever asks may see, and any that has a map of its own. */
  readonly projects: readonly ProjectChoice[]
  /** What the night's configuration must call this site's source. */
  readonly source: string
  readonly fields: readonly FieldChoice[]
  readonly statuses: readonly SiteStatus[]
}

/** A project that can be chosen. */
export interface ProjectChoice {
  readonly id: string
  readonly title: string
  /** Whether it has a map of its own. */
  readonly hasOwn: boolean
}

/** A field that can be chosen. */
export interface FieldChoice {
  readonly id: string
  readonly name: string
  readonly type: string
}

/** Reads the map of the site or of a project, with the fields and statuses that Jira shows the app. */
export const readFields = adminFunction(
  v.strictObject({ projectId: ProjectPayload }),
  async ({ projectId }, call): Promise<AdminAnswer<FieldsTold>> => {
    const { settings: store, asApp, asUser } = call.host
    const project = projectOf(call, projectId)
    const [{ version, settings }, fields, statuses, projects] = await Promise.all([
      store.read(),
      readSiteFields(asApp),
      readSiteStatuses(asApp),
      // A project's own page has no others to choose from.
      call.projectId === undefined && asUser !== undefined ? readSiteProjects(asUser) : [],
    ])
    const own =
      project !== undefined && Object.hasOwn(settings.projects, project) ? settings.projects[project] : undefined
    const map = own ?? settings.fields
    return {
      ok: true,
      version,
      ...(map && { map }),
      from: own === undefined ? 'site' : 'project',
      projects: call.projectId === undefined ? choicesOf(projects, Object.keys(settings.projects)) : [],
      source: settings.source ?? 'jira',
      fields: fields.map(toChoice),
      statuses: statuses.filter(({ scope }) => isOf(scope?.project?.id, project)),
    }
  },
)

function choicesOf(projects: readonly SiteProject[], own: readonly string[]): readonly ProjectChoice[] {
  const hidden = own.filter((id) => !projects.some((project) => project.id === id))
  return [
    ...projects.map(({ id, key, name }) => ({ id, title: `${name} (${key})`, hasOwn: own.includes(id) })),
    ...hidden.map((id) => ({ id, title: `Project ${id}, which you may not see`, hasOwn: true })),
  ]
}

function toChoice({ id, name, schema }: JiraField): FieldChoice {
  const { type, items } = schema ?? {}
  return { id, name, type: type === 'array' ? `list of ${items ?? 'unknown'}` : (type ?? 'unknown') }
}

/** A project's own page shows no status of another project. */
function isOf(owner: string | undefined, project: string | undefined): boolean {
  return owner === undefined || project === undefined || owner === project
}
