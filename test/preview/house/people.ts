import { people as everybody } from '../../world/jira/people.ts'
import type { Character } from '../server/backend.ts'

const roles: Readonly<Record<string, string>> = {
  'acc-carol': 'service desk agent',
  'acc-bob': 'owner of deploy and vault',
  'acc-dave': 'owner of deploy, audit, billing and vault',
  'acc-alice': 'requester',
  'acc-mia': 'Jira administrator',
  'acc-eve': 'service desk agent with bad intentions',
}

/** Whom the preview lets you be, the agent first: who comes new is her. */
export const characters: readonly Character[] = Object.entries(roles).flatMap(([accountId, role]) => {
  const person = everybody.find((one) => one.accountId === accountId)
  return person === undefined ? [] : [{ accountId, displayName: person.displayName, role }]
})
