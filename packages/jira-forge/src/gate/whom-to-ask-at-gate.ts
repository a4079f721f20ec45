import { quote } from '@ticketbound/core'
import type { IssueOnDesk } from '../desk/issue-on-desk.ts'
import { type PersonToAsk, whomToAsk } from '../desk/whom-to-ask.ts'
import { surroundingsUnder } from '../house/surroundings.ts'
import type { JiraClient } from '../jira/jira-client.ts'
import { namesFor } from '../jira/names-for.ts'
import type { ReadIssue } from '../jira/read-issue.ts'
import type { KeptDossier } from '../storage/dossiers.ts'
import type { RuleBook } from '../storage/settings-store.ts'
import type { JudgedIssue } from './judge-issue.ts'
import type { GateAsk } from './to-gate-answer.ts'

/** A request that may not pass, with all that it was judged by. */
export interface StoppedRequest {
  readonly judged: JudgedIssue
  readonly read: ReadIssue
  readonly kept: KeptDossier
  readonly book: RuleBook
  readonly tenant: string
  readonly at: number
}

/** Whom to ask, and what the people in a message are called. */
export interface GatePeople {
  readonly asks: readonly GateAsk[]
  /** Puts names in the place of accounts that a message quotes. */
  readonly named: (message: string) => string
}

/**
 * Finds whom to ask for what is missing. Names come from the issue; where the gate has a request left, those of the
 * owners from Jira. What nobody can name keeps its id: names are for reading, and never worth failing for.
 */
export async function whomToAskAtGate(
  stopped: StoppedRequest,
  { client, mayAsk }: { readonly client: JiraClient; readonly mayAsk: boolean },
): Promise<GatePeople> {
  const desk = toDesk(stopped)
  const parts = whomToAsk(desk)
  const owners = desk.entitlements.find(desk.judged.line.entitlement)?.owners ?? []
  const accounts = new Set([...parts.flatMap(({ people }) => people.flatMap((it) => it.accounts)), ...owners])
  const names = await namesFor(accounts, stopped.read, mayAsk ? client : undefined)
  const nameOf = ({ principal, accounts: own }: PersonToAsk): string =>
    own.map((account) => names.get(account)).find((name) => name !== undefined) ?? principal
  return {
    asks: parts.map(({ people, ...part }) => ({ ...part, people: people.map(nameOf) })),
    named: (message) => {
      let said = message
      for (const [account, name] of names) said = said.replaceAll(quote(account), quote(name))
      return said
    },
  }
}

function toDesk({ judged, read, kept, book, tenant, at }: StoppedRequest): IssueOnDesk {
  const { entitlements, people, policy } = surroundingsUnder(book)
  const ids = { issueId: read.issueId, issueKey: read.issue.key, projectId: read.projectId, tenant }
  const judgeWith = async () => ({ ok: true, judged }) as const
  return { ...ids, at, judged, kept, people, entitlements, policy, keys: book.keys, judgeWith }
}
