import { refuse } from '../wire/answer.ts'
import type { Issue } from '../world/issue.ts'
import { manifestOf } from './installed-app.ts'
import type { Site } from './site.ts'

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
 * Refuses with 400 what an action validator of the installed app does not allow. Only what a person does on a screen is
 * asked about: an app, an automation rule and a bulk change go past it.
 * @see https://developer.atlassian.com/platform/forge/manifest-reference/modules/jira-action-validator/
 */
export function allowAction(site: Site, { action, by }: Action): void {
  if (site.habits.editsUnvalidated || site.world.users.get(by)?.accountType === 'app') return
  const validators = manifestOf(site.app).modules?.['jira:actionValidator'] ?? []
  for (const validator of validators.filter((each) => each.action === action)) {
    // Until expressions are evaluated, what cannot be evaluated does not allow anything.
    refuse(400, typeof validator.errorMessage === 'string' ? validator.errorMessage : 'The action is not allowed.')
  }
}
