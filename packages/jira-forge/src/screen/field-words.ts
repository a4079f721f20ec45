import type { RequestKind } from '@ticketbound/core'
import type { ScreenFieldName } from './issue-screen.ts'

/** What the screen calls the parts of a request. */
export const fieldLabels: Readonly<Record<ScreenFieldName, string>> = {
  kind: 'Kind of request',
  principal: 'Recipient',
  entitlement: 'Access',
  level: 'Level',
  owner: 'Owner',
  requester: 'Requester',
  expiresAt: 'Last day',
  justification: 'Reason',
  exception: 'Exception',
}

/** What the screen calls the kinds of request. */
export const kindWords: Readonly<Record<RequestKind, string>> = {
  provision: 'New access',
  change: 'Change of access',
  deprovision: 'Removal of access',
  none: 'No access',
}

/** What to call a field that is named as the exchange format names it. */
export function labelOf(field: string): string {
  return Object.hasOwn(fieldLabels, field) ? fieldLabels[field as ScreenFieldName] : field
}
