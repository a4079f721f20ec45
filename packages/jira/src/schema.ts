import * as v from 'valibot'

/** What Jira leaves out or empties means the same to us. */
const text = v.nullish(v.string())

/**
 * Somebody as Jira names them. Of a deleted account only the id is left.
 *
 * @see https://developer.atlassian.com/cloud/jira/platform/rest/v3/api-group-users/
 */
export const JiraUser = v.object({
  accountId: v.pipe(v.string(), v.nonEmpty()),
  accountType: text,
  displayName: text,
  active: v.nullish(v.boolean()),
})
export type JiraUser = v.InferOutput<typeof JiraUser>

const statusCategory = v.object({ key: v.string() })

/**
 * An issue as `GET /rest/api/3/issue/{key}` and the search give it; only what is read. Mapped fields are looked at one
 * by one, so that each of them can say what is wrong with it.
 *
 * @see https://developer.atlassian.com/cloud/jira/platform/rest/v3/api-group-issues/
 */
export const Issue = v.object({
  id: v.string(),
  key: v.string(),
  fields: v.objectWithRest(
    {
      project: v.object({ id: v.string(), key: text, projectTypeKey: text }),
      status: v.object({ id: v.string(), name: text, statusCategory }),
      created: v.string(),
      resolutiondate: text,
      statuscategorychangedate: text,
      resolution: v.nullish(v.object({ id: v.string(), name: text })),
    },
    v.unknown(),
  ),
})
export type Issue = v.InferOutput<typeof Issue>

/**
 * One entry of an issue's history. `toString` of an item is left alone: an object has a function of that name where the
 * item has none.
 *
 * @see https://developer.atlassian.com/cloud/jira/platform/rest/v3/api-group-issues/#api-rest-api-3-issue-issueidorkey-changelog-get
 */
export const ChangelogEntry = v.object({
  id: v.string(),
  author: v.nullish(v.object({ accountId: text })),
  /** The bulk reading writes milliseconds since 1970, every other reading a date-time. */
  created: v.union([v.string(), v.number()]),
  items: v.array(
    v.object({
      field: v.string(),
      /** What links issues or moves them between projects has none. */
      fieldId: text,
      from: text,
      fromString: text,
      to: text,
    }),
  ),
})
export type ChangelogEntry = v.InferOutput<typeof ChangelogEntry>

/** A comment; its words are an Atlassian document, or a text where an older interface was asked. */
export const IssueComment = v.object({
  id: v.string(),
  author: JiraUser,
  body: v.unknown(),
  created: v.string(),
})
export type IssueComment = v.InferOutput<typeof IssueComment>

const serviceDate = v.object({ iso8601: text, epochMillis: v.nullish(v.number()) })

/**
 * One approval step of a Jira Service Management request. Only the step as a whole is dated, not what each approver
 * decided.
 *
 * @see https://developer.atlassian.com/cloud/jira/service-desk/rest/api-group-request/#api-rest-servicedeskapi-request-issueidorkey-approval-get
 */
export const ServiceApproval = v.object({
  id: v.string(),
  name: text,
  finalDecision: text,
  canAnswerApproval: v.nullish(v.boolean()),
  approvers: v.nullish(v.array(v.object({ approver: v.nullish(JiraUser), approverDecision: text }))),
  createdDate: v.nullish(serviceDate),
  completedDate: v.nullish(serviceDate),
})
export type ServiceApproval = v.InferOutput<typeof ServiceApproval>

/**
 * A field that a site has.
 *
 * @see https://developer.atlassian.com/cloud/jira/platform/rest/v3/api-group-issue-fields/#api-rest-api-3-field-get
 */
export const JiraField = v.object({
  id: v.string(),
  name: v.string(),
  custom: v.nullish(v.boolean()),
  schema: v.nullish(v.object({ type: text, items: text, custom: text, system: text })),
})
export type JiraField = v.InferOutput<typeof JiraField>

/**
 * A status that a site has.
 *
 * @see https://developer.atlassian.com/cloud/jira/platform/rest/v3/api-group-workflow-statuses/#api-rest-api-3-status-get
 */
export const JiraStatus = v.object({ id: v.string(), name: v.string(), statusCategory })
export type JiraStatus = v.InferOutput<typeof JiraStatus>
