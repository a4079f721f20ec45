import { refuse } from '../wire/answer.ts'
import type { Change, Issue } from '../world/issue.ts'
import type { Project } from '../world/project.ts'
import type { Transition } from '../world/workflow.ts'
import { askApproval } from './approvals.ts'
import { changedIssue, changeIssue } from './change-issue.ts'
import { findTransitions } from './find-transitions.ts'
import { type ChangesBody, readChanges } from './read-changes.ts'
import { runPostFunctions } from './run-post-functions.ts'
import { runValidators } from './run-validators.ts'
import type { Site } from './site.ts'

/** Who makes which transition, with what on its screen. */
export interface AskedTransition {
  readonly by: string
  /** The id of the transition. */
  readonly transition: string
  readonly body?: ChangesBody
  /** Whether an approval makes it: whoever decides needs no permission to transition. */
  readonly byApproval?: true
}

/** A transition that is being made: the issue before and with what was put on the screen. */
export interface Passage {
  readonly by: string
  readonly project: Project
  readonly transition: Transition
  readonly original: Issue
  readonly proposed: Issue
  readonly screen: Readonly<Record<string, unknown>>
  readonly commented: boolean
}

/**
 * Makes a transition as Jira does: reads the screen, runs every validator (any that does not say yes stops it), changes
 * the issue, and leaves the post functions to run afterwards. Refuses with 400 where it is stopped and with 409 where
 * another transition was faster. Nothing holds the issue while validators run: its fields may change meanwhile.
 * @see https://developer.atlassian.com/cloud/jira/platform/rest/v3/api-group-issues/#api-rest-api-3-issue-issueidorkey-transitions-post
 */
export async function makeTransition(site: Site, key: string, asked: AskedTransition): Promise<Issue> {
  const { world } = site
  const original = world.issues.get(key)
  const project = original === undefined ? undefined : world.project(original.project)
  if (original === undefined || project === undefined) {
    refuse(404, 'Issue does not exist or you do not have permission to see it.')
  }
  const transition = findTransitions(world, original).find(({ id }) => id === asked.transition)
  const may = asked.byApproval === true || world.may(asked.by, 'TRANSITION_ISSUES', project)
  if (transition === undefined || !may) {
    refuse(400, `Transition id '${asked.transition}' is not valid for this issue.`)
  }
  const { values, comment } = readChanges(site, original, asked.body ?? {}, transition.screen ?? [])
  refuseUnfilled(site, original, transition, values)
  const proposed = changedIssue(site, original, { by: asked.by, values }).issue
  const passage = {
    by: asked.by,
    project,
    transition,
    original,
    proposed,
    screen: values,
    commented: comment !== undefined,
  }
  const messages = await runValidators(site, passage)
  if (messages.length > 0) refuse(400, messages)
  if (world.issues.get(key)?.status !== original.status) {
    refuse(409, 'The issue was changed by somebody else while it was being transitioned.')
  }
  const { issue, change } = changeIssue(site, key, {
    by: asked.by,
    values: { ...values, ...resolutionAt(site, transition, original, values) },
    status: transition.to,
    ...(comment !== undefined && { comment }),
  })
  runPostFunctions(site, passage, change as Change)
  return askApproval(site, issue)
}

function refuseUnfilled(
  { world }: Site,
  issue: Issue,
  { required = [] }: Transition,
  values: Readonly<Record<string, unknown>>,
): void {
  const empty = required.filter((id) => (id in values ? values[id] : issue.values[id]) == null)
  if (empty.length === 0) return
  refuse(400, [], Object.fromEntries(empty.map((id) => [id, `${world.fields.get(id)?.name ?? id} is required.`])))
}

/** What is done has a resolution, and what is not has none, as in Jira's own workflows. */
function resolutionAt(
  { world }: Site,
  { to }: Transition,
  issue: Issue,
  values: Readonly<Record<string, unknown>>,
): Readonly<Record<string, unknown>> {
  const isDone = world.statuses.get(to)?.category === 'done'
  if (!isDone) return issue.values.resolution === undefined ? {} : { resolution: null, resolutiondate: null }
  const resolution = values.resolution ?? issue.values.resolution ?? '10000'
  return { resolution, resolutiondate: new Date(world.now()).toISOString().replace('Z', '+0000') }
}
