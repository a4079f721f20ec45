import type { FieldMap } from '@ticketbound/jira'
import { customField, type Field } from '../../servers/jira/world/field.ts'

const kinds = [
  { id: '10201', value: 'Grant access' },
  { id: '10202', value: 'Change access' },
  { id: '10203', value: 'Remove access' },
  { id: '10204', value: 'Something else' },
]

const entitlements = [
  { id: '10211', value: 'deploy' },
  { id: '10212', value: 'audit' },
  { id: '10213', value: 'billing' },
  { id: '10214', value: 'vault' },
]

const levels = [
  { id: '10221', value: 'read' },
  { id: '10222', value: 'write' },
  { id: '10223', value: 'admin' },
]

/** The fields of access requests, by what they mean. Those of the team-managed project are its own: 100 further on. */
export const accessFields = fieldsFrom(10_050)

/** The fields of access requests in the team-managed project. */
export const teamFields = fieldsFrom(10_150)

/** Every field of the small world's own. */
export const fields: readonly Field[] = [...Object.values(accessFields), ...Object.values(teamFields)]

/** What the fields of the company-managed project mean to Ticketbound. */
export const fieldMap: FieldMap = {
  ...mapOf(accessFields),
  statuses: { closedIncomplete: ['10004'], pastGate: ['10002', '10003'] },
}

/** What the fields of the team-managed project mean to Ticketbound. */
export const teamFieldMap: FieldMap = { ...mapOf(teamFields), statuses: { pastGate: ['10101', '10102'] } }

function fieldsFrom(number: number) {
  return {
    principal: customField(number, 'Access for', 'user'),
    entitlement: customField(number + 1, 'Entitlement', 'option', entitlements),
    level: customField(number + 2, 'Level', 'option', levels),
    owner: customField(number + 3, 'Access owner', 'user'),
    expiresAt: customField(number + 4, 'Access until', 'date'),
    justification: customField(number + 5, 'Why it is needed', 'doc'),
    approvers: customField(number + 6, 'Approvers', 'users'),
    kind: customField(number + 7, 'Kind of request', 'option', kinds),
    exception: customField(number + 8, 'Exception', 'string'),
  }
}

function mapOf(of: typeof accessFields): FieldMap {
  return {
    kind: {
      field: of.kind.id,
      values: { '10201': 'provision', '10202': 'change', '10203': 'deprovision', '10204': 'none' },
    },
    principal: { field: of.principal.id },
    entitlement: { field: of.entitlement.id },
    level: { field: of.level.id },
    owner: { field: of.owner.id },
    expiresAt: { field: of.expiresAt.id },
    justification: { field: of.justification.id },
    exception: { field: of.exception.id },
  }
}
