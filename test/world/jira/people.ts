import type { User } from '../../servers/jira/world/user.ts'

/** The account of the app in the small world. */
export const appAccount = 'acc-ticketbound'

/** The account in whose name automation rules act. */
export const automationAccount = 'acc-automation'

/**
 * The people of the small world for Jira: alice asks for access, bob and dave own what is asked for, carol works at the
 * service desk, mia administers Jira, and eve works at the service desk too, and has no good intentions.
 */
export const people: readonly User[] = [
  person('alice', 'Alice Anders', []),
  person('bob', 'Bob Berg', []),
  person('carol', 'Carol Cruz', ['service-desk']),
  person('dave', 'Dave Dorn', []),
  person('mia', 'Mia Moreau', ['jira-admins']),
  person('eve', 'Eve Engel', ['service-desk']),
  app(appAccount, 'Ticketbound'),
  app(automationAccount, 'Automation for Jira'),
]

function person(name: string, displayName: string, groups: readonly string[]): User {
  return {
    accountId: `acc-${name}`,
    displayName,
    email: `${name}@example.com`,
    accountType: 'atlassian',
    active: true,
    groups: ['everybody', ...groups],
  }
}

function app(accountId: string, displayName: string): User {
  return { accountId, displayName, accountType: 'app', active: true, groups: [] }
}
