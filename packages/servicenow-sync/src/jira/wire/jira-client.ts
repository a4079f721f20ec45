import type { ChangelogEntry, ServiceApproval } from '@ticketbound/jira'
import type { HttpUsage } from '../../http/http-client.ts'

/** What is asked of a search. */
export interface PageRequest {
  readonly jql: string
  readonly fields: readonly string[]
  /** Keys of issue properties, at most five. */
  readonly properties: readonly string[]
  readonly limit: number
  /** Where the page before this one ended. */
  readonly token?: string
}

/** An issue of a search: its id and key are there, all else is for its reader to look at. */
export interface FoundIssue {
  readonly id: string
  readonly key: string
  readonly issue: unknown
  readonly properties: Readonly<Record<string, unknown>>
}

/** A page of a search. */
export interface IssuePage {
  readonly issues: readonly FoundIssue[]
  /** Where the next one begins; absent after the last. */
  readonly next?: string
}

/** A property of an issue, as far as it is there; `no-issue` where no such issue is shown. */
export type PropertyAnswer = { readonly value: unknown } | 'no-property' | 'no-issue'

/** What became of writing a property. */
export type PropertyWritten = 'written' | 'no-issue' | 'refused'

/**
 * Asks a Jira site. Every method throws an upstream error where no whole answer came, and a config error where the site
 * refuses what only an administrator can grant.
 */
export interface JiraClient {
  /** Gives the account that asks. Jira answers some requests of nobody, too, as if there were nothing to see. */
  myself(signal?: AbortSignal): Promise<string>
  page(request: PageRequest, signal?: AbortSignal): Promise<IssuePage>
  /** How many issues match by the site's own count, as it sees them now; it calls that approximate. */
  count(jql: string, signal?: AbortSignal): Promise<number>
  /** The changes of some fields of up to 1,000 issues, by issue id. An issue without one is not among them. */
  changelogs(
    issueIds: readonly string[],
    fieldIds: readonly string[],
    signal?: AbortSignal,
  ): Promise<ReadonlyMap<string, readonly ChangelogEntry[]>>
  /** The approval steps of a request; none for what is no request; `hidden` where the account may not see them. */
  approvals(key: string, signal?: AbortSignal): Promise<readonly ServiceApproval[] | 'hidden'>
  property(issueKey: string, key: string, signal?: AbortSignal): Promise<PropertyAnswer>
  setProperty(issueKey: string, key: string, value: unknown, signal?: AbortSignal): Promise<PropertyWritten>
  removeProperty(issueKey: string, key: string, signal?: AbortSignal): Promise<PropertyWritten>
  usage(): HttpUsage
  close(): void
}
