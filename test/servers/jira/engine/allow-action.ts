import { type Outcome, runExpression } from '../expressions/run-expression.ts'
import { refuse } from '../wire/answer.ts'
import type { Issue } from '../world/issue.ts'
import type { Project } from '../world/project.ts'
import { manifestOf } from './installed-app.ts'
import type { Site } from './site.ts'
import { issueThing, issueTypeThing, projectThing, userThing } from './things.ts'

/** Something that somebody is about to do to an issue. */
export interface Action {
  /** As a manifest names it: `workItemEdited`, `workItemDeleted`. */
  readonly action: string
  readonly by: string
  readonly issue: Issue
  /** The issue as it would be. */
  readonly proposed: Issue
}

/**
 * Refuses with 400 what an action validator of the installed app does not allow: anything but `true`, errors included.
 * Only what a person does is asked about: an app, an automation rule and a bulk change go past it.
 * @see https://developer.atlassian.com/platform/forge/manifest-reference/modules/jira-action-validator/
 */
export function allowAction(site: Site, asked: Action): void {
  if (site.habits.editsUnvalidated || site.world.users.get(asked.by)?.accountType === 'app') return
  const validators = manifestOf(site.app).modules?.['jira:actionValidator'] ?? []
  for (const { action, key, expression, errorMessage } of validators) {
    if (action !== asked.action) continue
    const outcome = evaluated(site, expression, asked)
    if (outcome.ok && outcome.value === true) continue
    if (!outcome.ok) site.failures.push({ module: key, error: outcome.error })
    refuse(400, typeof errorMessage === 'string' ? errorMessage : `The validator ${key} did not allow this.`)
  }
}

/**
 * Documented for a change of type are `user`, `issue`, `project`, `newIssueType` and `newIssueTypeData`. For an edit no
 * source tells the names; as with transitions, `issue` is what it would be and `originalIssue` what it is.
 */
function evaluated({ world }: Site, expression: string, { action, by, issue, proposed }: Action): Outcome {
  const project = world.project(issue.project) as Project
  const isTypeChange = action === 'workItemTypeChanged'
  return runExpression(
    expression,
    (load) => ({
      user: userThing(world, by),
      issue: issueThing(world, isTypeChange ? issue : proposed, 'issue', load),
      originalIssue: issueThing(world, issue, 'originalIssue', load),
      project: projectThing(world, project),
      ...(isTypeChange && {
        newIssueType: proposed.type,
        newIssueTypeData: issueTypeThing(project, proposed.type),
      }),
    }),
    world.now(),
  )
}
