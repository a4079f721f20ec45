import { quote } from '@ticketbound/core'
import * as v from 'valibot'
import { type AdminAnswer, refuse } from '../admin-answer.ts'
import { adminFunction } from '../admin-function.ts'
import { changeSettings, type SettingsSaved, VersionPayload } from './change-settings.ts'
import { ProjectPayload, projectOf } from './project-of.ts'
import { fieldsIn, readMap } from './read-map.ts'
import { readSiteFields } from './site-fields.ts'

/** Saves a map for the site or a project, unless somebody saved settings since `version`, or the site lacks a field of it. */
export const saveFields = adminFunction(
  v.strictObject({ version: VersionPayload, map: v.unknown(), projectId: ProjectPayload }),
  async ({ version, map: given, projectId }, call): Promise<AdminAnswer<SettingsSaved>> => {
    const reading = readMap(given)
    if (!reading.ok) return reading
    const { map } = reading
    const known = new Set((await readSiteFields(call.host.asApp)).map(({ id }) => id))
    const lost = fieldsIn(map).filter((field) => !known.has(field))
    if (lost.length > 0) return notOnSite(lost)
    const project = projectOf(call, projectId)
    return changeSettings(call, version, project, (settings) => {
      if (project === undefined) return { ...settings, fields: map }
      return { ...settings, projects: { ...settings.projects, [project]: map } }
    })
  },
)

function notOnSite(fields: readonly string[]) {
  return refuse(
    'field-not-on-site',
    `This site has no field ${fields.map(quote).join(', ')}.`,
    'Choose a field that is there; one that was deleted has another id when it is made again.',
  )
}
