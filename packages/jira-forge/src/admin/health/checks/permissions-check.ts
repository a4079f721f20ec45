import { hasPermission } from '../../permission/has-permission.ts'
import { fail, fine, type HealthCheck } from '../health-line.ts'

const needed = {
  BROWSE_PROJECTS: 'browse issues',
  ADD_COMMENTS: 'comment on issues',
  EDIT_ISSUES: 'edit issues',
} as const

/** Whether the app itself may read issues, say something on them, and keep what is shown of them. */
export const permissionsCheck: HealthCheck = {
  id: 'permissions',
  title: 'What the app may do',
  async look({ asApp, settings }) {
    const projects = Object.keys((await settings.read()).settings.projects).slice(0, 10)
    const places = projects.length === 0 ? [undefined] : projects
    const lacks: string[] = []
    for (const project of places) {
      for (const [permission, words] of Object.entries(needed)) {
        if (await hasPermission(asApp, permission as keyof typeof needed, project)) continue
        lacks.push(project === undefined ? words : `${words} of project ${project}`)
      }
    }
    if (lacks.length === 0) return fine('It may browse, edit and comment.')
    return fail(
      `The app may not ${lacks.join(', ')}.`,
      'Give the role `atlassian-addons-project-access` these permissions in the permission scheme of the project.',
    )
  },
}
