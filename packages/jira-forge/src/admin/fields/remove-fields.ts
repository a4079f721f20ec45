import * as v from 'valibot'
import { type AdminAnswer, refuse } from '../admin-answer.ts'
import { adminFunction } from '../admin-function.ts'
import { changeSettings, type SettingsSaved, VersionPayload } from './change-settings.ts'
import { ProjectPayload, projectOf } from './project-of.ts'

/** Takes the map of a project out, so that the site's holds there again. */
export const removeFields = adminFunction(
  v.strictObject({ version: VersionPayload, projectId: ProjectPayload }),
  async ({ version, projectId }, call): Promise<AdminAnswer<SettingsSaved>> => {
    const project = projectOf(call, projectId)
    if (project === undefined) return siteNeedsMap
    return changeSettings(call, version, project, (settings) => {
      const { [project]: _gone, ...projects } = settings.projects
      return { ...settings, projects }
    })
  },
)

const siteNeedsMap = refuse(
  'site-needs-map',
  'Only a project can be without a map of its own.',
  'Change the map of the site instead.',
)
