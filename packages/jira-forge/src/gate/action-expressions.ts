/** A module `jira:actionValidator` of the manifest. */
export interface ActionValidator {
  readonly key: string
  readonly action: 'workItemEdited' | 'workItemDeleted' | 'workItemMoved' | 'workItemTypeChanged'
  /** A Jira expression; anything but `true` keeps the action from being done. */
  readonly expression: string
  readonly errorMessage: string
}

/**
 * Whether an issue carries no evidence, by its property `ticketbound`. What cannot be told is let through: an expression
 * that fails on one issue would fail on every issue of the site, and what is done all the same takes no evidence from the
 * dossier.
 */
const carriesNoEvidence = [
  "try { let shown = issue.properties['ticketbound'];",
  "return shown == null || (shown.get('gate') == null && (shown.get('seals') ?? []).length == 0) }",
  'catch (e) { return true }',
].join(' ')

/** Whether an edit leaves the approved fields as they are, which the property names. */
const leavesApprovedFields = [
  "try { let frozen = originalIssue.properties['ticketbound']?.get('frozen') ?? [];",
  'return frozen.every(field => issue[field] == originalIssue[field]) }',
  'catch (e) { return true }',
].join(' ')

/**
 * What keeps people on Jira's screens from changing what was approved and from taking away what carries evidence. A
 * convenience, not the gate: apps, automation and bulk changes go past it, and whoever may edit an issue can take its
 * property away. The trigger and the sweep find what was changed, and the dossier keeps what was decided.
 *
 * Of the variables `issue` is documented; `originalIssue` is taken to be what it is for workflow validators.
 *
 * @see https://developer.atlassian.com/platform/forge/manifest-reference/modules/jira-action-validator/
 * @see https://developer.atlassian.com/cloud/jira/platform/jira-expressions/
 */
export const actionValidators: readonly ActionValidator[] = [
  {
    key: 'ticketbound-frozen-fields',
    action: 'workItemEdited',
    expression: leavesApprovedFields,
    errorMessage:
      'Ticketbound: this was approved as it is. To change it, have the approval withdrawn in the Ticketbound panel first.',
  },
  {
    key: 'ticketbound-no-deletion',
    action: 'workItemDeleted',
    expression: carriesNoEvidence,
    errorMessage: 'Ticketbound: this issue carries decisions, which are evidence. Close it instead of deleting it.',
  },
  {
    key: 'ticketbound-no-move',
    action: 'workItemMoved',
    expression: carriesNoEvidence,
    errorMessage:
      'Ticketbound: this issue carries decisions, which are about this issue where it is. Make a new request there.',
  },
  {
    key: 'ticketbound-no-type-change',
    action: 'workItemTypeChanged',
    expression: carriesNoEvidence,
    errorMessage:
      'Ticketbound: this issue carries decisions, which are about a request of this type. Make a new request.',
  },
]
