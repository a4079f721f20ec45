import { maySeeRequest } from '../access/visible-issue.ts'
import { decideApproval, waitingApproval } from '../engine/approvals.ts'
import { showUser } from '../engine/show-user.ts'
import { showValue } from '../engine/show-value.ts'
import type { Site } from '../engine/site.ts'
import { type Answer, json, Refused, serviceFailure } from '../wire/answer.ts'
import { bodyOf, numberOf, type UserCall } from '../wire/user-call.ts'
import type { Approval, Issue } from '../world/issue.ts'
import type { Project } from '../world/project.ts'
import { serviceStampOf } from '../world/stamps.ts'
import type { Route } from './route.ts'

/**
 * Requests of Jira Service Management and their approvals.
 * @see https://developer.atlassian.com/cloud/jira/service-desk/rest/api-group-request/
 */
export const requestRoutes: readonly Route[] = [
  { method: 'GET', path: '/rest/servicedeskapi/request/{}', serve: read },
  { method: 'GET', path: '/rest/servicedeskapi/request/{}/approval', serve: approvals },
  { method: 'GET', path: '/rest/servicedeskapi/request/{}/approval/{}', serve: approval },
  { method: 'POST', path: '/rest/servicedeskapi/request/{}/approval/{}', serve: decide },
]

function refuse(status: number, message: string): never {
  throw new Refused(serviceFailure(status, message))
}

function requestOf({ world }: Site, account: string, idOrKey: string): { issue: Issue; project: Project } {
  const issue = world.issue(idOrKey)
  const project = issue === undefined ? undefined : world.project(issue.project)
  if (issue === undefined || project === undefined || !maySeeRequest({ world }, account, issue, project)) {
    refuse(404, 'The request does not exist or you do not have permission to view it.')
  }
  return { issue, project }
}

function read(site: Site, call: UserCall, [idOrKey = '']: readonly string[]): Answer {
  const { issue, project } = requestOf(site, call.account, idOrKey)
  const { world, url } = site
  const status = world.statuses.get(issue.status)
  const self = `${url}/rest/servicedeskapi/request/${issue.id}`
  return json(200, {
    _expands: ['participant', 'status', 'sla', 'requestType', 'serviceDesk', 'attachment', 'action', 'comment'],
    issueId: issue.id,
    issueKey: issue.key,
    summary: issue.values.summary,
    requestTypeId: issue.type,
    serviceDeskId: project.id,
    createdDate: serviceStampOf(issue.createdAt),
    reporter: serviceUser(site, String(issue.values.reporter)),
    requestFieldValues: project.fields.flatMap((id) => {
      const field = world.fields.get(id)
      if (field === undefined) return []
      return [{ fieldId: id, label: field.name, value: showValue(site, field, issue.values[id]) }]
    }),
    currentStatus: {
      status: status?.name,
      statusCategory: status?.category.toUpperCase(),
      statusDate: serviceStampOf(
        issue.changes.findLast(({ items }) => items.some(({ field }) => field === 'status'))?.at ?? issue.createdAt,
      ),
    },
    _links: {
      jiraRest: `${url}/rest/api/2/issue/${issue.id}`,
      web: `${url}/servicedesk/customer/portal/${project.id}/${issue.key}`,
      agent: `${url}/browse/${issue.key}`,
      self,
    },
  })
}

function approvals(site: Site, call: UserCall, [idOrKey = '']: readonly string[]): Answer {
  const { issue } = requestOf(site, call.account, idOrKey)
  const start = numberOf(call, 'start', 0)
  const limit = numberOf(call, 'limit', 50, 100)
  const values = issue.approvals.slice(start, start + limit).map((each) => shown(site, call.account, issue, each))
  const self = `${site.url}/rest/servicedeskapi/request/${issue.id}/approval`
  return json(200, {
    _expands: [],
    size: values.length,
    start,
    limit,
    isLastPage: start + values.length >= issue.approvals.length,
    _links: { base: site.url, context: '', self },
    values,
  })
}

function approval(site: Site, call: UserCall, [idOrKey = '', id = '']: readonly string[]): Answer {
  const { issue } = requestOf(site, call.account, idOrKey)
  return json(200, shown(site, call.account, issue, approvalOf(issue, id)))
}

async function decide(site: Site, call: UserCall, [idOrKey = '', id = '']: readonly string[]): Promise<Answer> {
  const { issue } = requestOf(site, call.account, idOrKey)
  approvalOf(issue, id)
  const { decision } = bodyOf(call)
  if (decision !== 'approve' && decision !== 'decline') refuse(400, 'The decision must be approve or decline.')
  const decided = { by: call.account, decision: decision === 'approve' ? 'approved' : 'declined' } as const
  const outcome = await decideApproval(site, issue, id, decided)
  if (outcome === 'not-asked') refuse(403, 'You are not an approver of this approval.')
  if (outcome === 'not-waiting') refuse(409, 'The approval has already been completed.')
  const after = site.world.issues.get(issue.key) ?? issue
  return json(200, shown(site, call.account, after, approvalOf(after, id)))
}

function approvalOf(issue: Issue, id: string): Approval {
  return issue.approvals.find((each) => each.id === id) ?? refuse(404, 'The approval does not exist.')
}

function shown(site: Site, account: string, issue: Issue, each: Approval): object {
  const isWaiting = waitingApproval(issue)?.id === each.id
  return {
    id: each.id,
    name: each.name,
    finalDecision: each.decision,
    canAnswerApproval: isWaiting && each.approvers.some((one) => one.account === account && one.decision === 'pending'),
    approvers: each.approvers.map(({ account: approver, decision }) => ({
      approver: serviceUser(site, approver),
      approverDecision: decision,
    })),
    createdDate: serviceStampOf(each.createdAt),
    ...(each.completedAt !== undefined && { completedDate: serviceStampOf(each.completedAt) }),
    _links: { self: `${site.url}/rest/servicedeskapi/request/${issue.id}/approval/${each.id}` },
  }
}

function serviceUser(site: Site, account: string): object {
  const { accountId, emailAddress, displayName, active, timeZone, self, avatarUrls } = showUser(site, account)
  return {
    accountId,
    ...(emailAddress !== undefined && { emailAddress }),
    displayName,
    active,
    timeZone,
    _links: { jiraRest: self, avatarUrls, self },
  }
}
