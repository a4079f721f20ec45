import type { Change } from '../world/issue.ts'
import { manifestOf } from './installed-app.ts'
import type { Passage } from './make-transition.ts'
import type { Site } from './site.ts'

/**
 * Leaves the post functions of a transition to run, after it was made and in no order that is promised. A post function
 * that fails undoes nothing.
 * @see https://developer.atlassian.com/platform/forge/events-reference/jira/#run-post-function-event
 */
export function runPostFunctions(site: Site, passage: Passage, change: Change): void {
  const { by, project, transition, original } = passage
  for (const rule of transition.rules) {
    if (rule.kind !== 'post-function') continue
    const modules = manifestOf(site.app).modules?.['jira:workflowPostFunction'] ?? []
    const module = modules.find(({ key }) => key === rule.module)
    if (module?.function === undefined) continue
    site.events.add({
      type: 'avi:jira:ran:post-function',
      by,
      to: { function: module.function, module: module.key },
      payload: {
        issue: { id: original.id, key: original.key },
        atlassianId: by,
        changelog: { id: change.id },
        transition: {
          id: transition.id,
          name: transition.name,
          from: { id: original.status },
          to: { id: transition.to },
          executionId: `${original.id}-${change.id}`,
        },
        workflow: { id: project.workflow.id, name: project.workflow.name },
        configuration: rule.configuration ?? {},
      },
    })
  }
}
