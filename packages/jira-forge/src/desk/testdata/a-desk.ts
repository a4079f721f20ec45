import { readCatalogue } from '@ticketbound/core'
import type { AppHost } from '../../app-host.ts'
import type { RuleBook } from '../../storage/settings-store.ts'
import { aHost, type MemoryHost, noon } from '../../testdata/app-host.ts'
import { anIssue } from '../../testdata/issue.ts'
import { createMemoryJira, type MemoryIssue, type MemoryJira } from '../../testdata/memory-jira.ts'
import { aRuleBook } from '../../testdata/rule-book.ts'
import type { DecisionAsked } from '../decision-asked.ts'
import type { IssueOnDesk } from '../issue-on-desk.ts'
import { lookAtIssue } from '../look-at-issue.ts'

/** The desk of a unit test: a site in memory with somebody at the screen, and a clock that the test sets. */
export interface MemoryDesk extends MemoryHost {
  readonly asUser: MemoryJira
  /** Sets the clock to so many milliseconds after noon. */
  later(ms: number): void
}

/** Whose issues and rules a desk has. */
export interface DeskGiven extends Partial<Omit<MemoryHost, 'now'>> {
  readonly issues?: readonly MemoryIssue[]
  readonly book?: RuleBook
}

/** A desk with `ACC-1` of the small world, unless told otherwise. Whoever is at the screen sees what the app sees. */
export function aDesk({ issues = [anIssue()], ...given }: DeskGiven = {}): MemoryDesk {
  const jira = createMemoryJira(...issues)
  let now = noon
  return {
    ...aHost({ asApp: jira, ...given }),
    asUser: jira,
    now: () => now,
    later: (ms) => {
      now = noon + ms
    },
  }
}

/** The rules of the small world where `deploy` asks for something else. */
export function booksWhere(deploy: Readonly<Record<string, unknown>>, given: Partial<RuleBook> = {}): RuleBook {
  const owners = ['acc-bob', 'acc-dave']
  const catalogue = readCatalogue({
    defaults: { system: 'prod', maxDuration: 'P180D' },
    entitlements: [{ id: 'deploy', owners, levels: ['read', 'write'], ...deploy }],
  })
  if (!catalogue.ok) throw new Error(JSON.stringify(catalogue.faults))
  return aRuleBook({ catalogue: catalogue.value, ...given })
}

/** The issue as it lies on the desk. */
export async function onDesk(host: AppHost, issueKey = 'ACC-1'): Promise<IssueOnDesk> {
  const looked = await lookAtIssue(issueKey, host)
  if (!looked.ok) throw new Error(`${looked.message} ${looked.help}`)
  return looked.issue
}

/** Bob's approval of what he was just shown, unless told otherwise. */
export async function asks(host: AppHost, given: Partial<DecisionAsked> = {}): Promise<DecisionAsked> {
  const { issueKey = 'ACC-1' } = given
  const { judged } = await onDesk(host, issueKey)
  return { issueKey, accountId: 'acc-bob', decision: 'approved', digest: judged.digest, ...given }
}
