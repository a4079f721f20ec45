export {
  type FieldMap,
  type FieldSource,
  type FixedValue,
  type IssueField,
  type RequestPart,
  type ResolutionMap,
  requestParts,
  type StatusMap,
  sourceOf,
} from './field-map.ts'
export { issueFieldIds, materialFieldsOf } from './issue-field-ids.ts'
export {
  type GateState,
  gateStates,
  type IssueProperty,
  issuePropertyKey,
  type NightFinding,
  type NightProperty,
  nightPropertyKey,
  readIssueProperty,
  readNightProperty,
} from './issue-property.ts'
export { readJiraInstant } from './jira-time.ts'
export { overlay } from './overlay.ts'
export { toPlainText } from './plain-text.ts'
export { type Certainty, type FieldMapProposal, type FieldProposal, proposeFieldMap } from './propose-field-map.ts'
export { proposeStatusMap, type StatusProposal } from './propose-status-map.ts'
export { readFieldMap } from './read-field-map.ts'
export { type GivenIssue, type IssueContext, readIssueRequest, readIssueRow } from './read-issue-request.ts'
export { fieldOfPart, readPart } from './read-part.ts'
export { ChangelogEntry, Issue, IssueComment, JiraField, JiraStatus, JiraUser, ServiceApproval } from './schema.ts'
export { claimsOfSeal } from './seal-payload.ts'
export { type ShownRequest, toIssueProperty } from './to-issue-property.ts'
