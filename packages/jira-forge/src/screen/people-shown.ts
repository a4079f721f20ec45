import type { Directory, EntitlementBook } from '@ticketbound/core'
import type { Issue } from '@ticketbound/jira'
import { JiraUser } from '@ticketbound/jira'
import * as v from 'valibot'
import type { Said, ScreenPerson } from './issue-screen.ts'
import { plainWords } from './plain-words.ts'

/** How people are shown whom fields, rules and decisions name by their ids. */
export interface PeopleShown {
  /** Somebody by an id of any kind: a principal's, or an account's. */
  person(id: string): ScreenPerson
  /** A sentence of core, in which ids stand in backticks: with the people in it, and other quotes as quotes. */
  say(sentence: string): Said
  /** The Jira account of somebody; `undefined` where nothing tells which it is. */
  accountOf(id: string): string | undefined
  /** The same, with what Jira calls some more accounts. */
  knowing(names: ReadonlyMap<string, string>): PeopleShown
}

/** What people are found by. */
export interface PeopleGrounds {
  readonly issue: Issue
  readonly people: Directory
  readonly entitlements: EntitlementBook
  /** What the people document calls this site where it names accounts. */
  readonly source: string
  /** What Jira calls accounts that were looked up. */
  readonly names?: ReadonlyMap<string, string>
}

/**
 * What Atlassian's account ids look like, old ones and new ones; those of portal customers begin with `qm:`.
 *
 * @see https://developer.atlassian.com/cloud/jira/platform/user-privacy-developer-guide/
 */
const accountId = /^(?:[0-9a-f]{24}|\d{1,8}:[0-9a-f-]{36}|qm:[\w:-]{1,120})$/

const quoted = /`([^`]*)`/g

/** Finds people as the issue, the people document and the shape of ids show them. Asks nobody. */
export function createPeopleShown(grounds: PeopleGrounds): PeopleShown {
  const { issue, people, entitlements, source, names } = grounds
  const onIssue = new Map([...(names ?? []), ...usersOn(issue)])

  /** Without a people document, names are accounts: no other name could ever count. */
  function accountOf(id: string): string | undefined {
    if (!people.known || onIssue.has(id) || accountId.test(id)) return id
    const principal = people.resolve(id)
    const accounts = (principal === undefined ? undefined : people.person(principal)?.accounts) ?? []
    const anywhere = accounts.filter(({ system }) => system === undefined)
    const here =
      accounts.find(({ system }) => system === source) ??
      accounts.find(({ account }) => onIssue.has(account) || accountId.test(account)) ??
      (anywhere.length === 1 ? anywhere[0] : undefined)
    return here?.account
  }

  function person(id: string): ScreenPerson {
    const account = accountOf(id)
    const principal = people.known ? people.resolve(id) : undefined
    const name = (account && onIssue.get(account)) ?? principal ?? id
    return { name: plainWords(name), ...(account !== undefined && { accountId: account }) }
  }

  let owners: ReadonlySet<string> | undefined
  function isOwner(id: string): boolean {
    owners ??= new Set([...entitlements.all()].flatMap((it) => it.owners))
    return owners.has(id)
  }

  /** Sentences quote levels, roles and entitlements too. */
  function isPerson(id: string): boolean {
    if (entitlements.find(id) !== undefined) return false
    if (onIssue.has(id) || accountId.test(id)) return true
    return people.known ? people.resolve(id) !== undefined && accountOf(id) !== undefined : isOwner(id)
  }

  /** Every second part is what stood in backticks. */
  function say(sentence: string): Said {
    return sentence
      .split(quoted)
      .map((part, at) =>
        at % 2 === 0 ? plainWords(part, 2000) : isPerson(part) ? person(part) : `“${plainWords(part)}”`,
      )
      .filter((part) => part !== '')
  }

  return { person, say, accountOf, knowing: (more) => createPeopleShown({ ...grounds, names: more }) }
}

/** The names of those who stand in a field of the issue, by account. */
function usersOn({ fields }: Issue): ReadonlyMap<string, string> {
  const users = new Map<string, string>()
  for (const value of Object.values(fields)) {
    const user = v.safeParse(JiraUser, Array.isArray(value) ? value[0] : value)
    if (user.success) users.set(user.output.accountId, user.output.displayName ?? user.output.accountId)
  }
  return users
}
