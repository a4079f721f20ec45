import type { FieldMap } from '@ticketbound/jira'
import type { Settings } from '../storage/settings-store.ts'

/** Gives the map of a project: its own, else the site's; `undefined` where neither was set up. */
export function fieldMapOf(settings: Settings, projectId: string): FieldMap | undefined {
  return Object.hasOwn(settings.projects, projectId) ? settings.projects[projectId] : settings.fields
}
