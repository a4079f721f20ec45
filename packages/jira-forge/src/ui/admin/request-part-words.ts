import type { RequestPart } from '@ticketbound/jira'

/** What an administrator is told of a part of a request. */
export interface PartWords {
  readonly title: string
  readonly help: string
  readonly isNeeded: boolean
  /** What a value can stand for; absent where values stand for themselves. */
  readonly example?: string
}

/** Every part, in the order in which a request is read. */
export const requestPartWords: Readonly<Record<RequestPart, PartWords>> = {
  kind: {
    title: 'Kind of request',
    help: 'Its values stand for provision, change, deprovision or none.',
    isNeeded: true,
    example: 'provision',
  },
  principal: {
    title: 'Principal',
    help: 'Who gets the access: a user picker, or an id of the people document.',
    isNeeded: true,
    example: 'alice',
  },
  entitlement: {
    title: 'Entitlement',
    help: 'What is asked for: values stand for ids of the catalogue.',
    isNeeded: true,
    example: 'deploy',
  },
  level: { title: 'Level', help: 'How much of it, where an entitlement has levels.', isNeeded: false, example: 'read' },
  owner: { title: 'Owner', help: 'Who answers for the access.', isNeeded: false, example: 'bob' },
  requester: { title: 'Requester', help: 'Who asks. The reporter, where nothing is chosen.', isNeeded: false },
  expiresAt: { title: 'End', help: 'The day on which the access ends.', isNeeded: false },
  justification: { title: 'Justification', help: 'What the access is needed for.', isNeeded: false },
  exception: { title: 'Exception', help: 'The id of an exception that excuses a broken rule.', isNeeded: false },
}
