import type { User } from '../world/user.ts'
import type { Showing } from './show-value.ts'

/** What Jira shows for an account that was deleted. */
const former = { displayName: 'Former user', active: false, accountType: 'atlassian' as const }

/** Shows a user as a part of other answers; an account that was deleted stays as `Former user`. */
export function showUser(showing: Showing, account: string): Readonly<Record<string, unknown>> {
  const user = showing.world.users.get(account) ?? { ...former, accountId: account, groups: [] }
  return showKnownUser(showing.url, user)
}

/** Shows a user. */
export function showKnownUser(url: string, user: User): Readonly<Record<string, unknown>> {
  const { accountId, accountType, displayName, active, email } = user
  const self = `${url}/rest/api/3/user?accountId=${encodeURIComponent(accountId)}`
  const avatar = `${url}/avatar/${encodeURIComponent(accountId)}`
  const avatarUrls = Object.fromEntries(['48x48', '24x24', '16x16', '32x32'].map((size) => [size, `${avatar}/${size}`]))
  return {
    self,
    accountId,
    ...(email !== undefined && { emailAddress: email }),
    avatarUrls,
    displayName,
    active,
    timeZone: 'Etc/UTC',
    accountType,
  }
}
