import type { AppHost } from '../../packages/jira-forge/src/app-host.ts'
import { type DecisionAsked, readDecisionAsked } from '../../packages/jira-forge/src/desk/decision-asked.ts'
import type { IssueOnDesk } from '../../packages/jira-forge/src/desk/issue-on-desk.ts'
import { lookAtIssue } from '../../packages/jira-forge/src/desk/look-at-issue.ts'
import { type DecisionOutcome, recordDecision } from '../../packages/jira-forge/src/desk/record-decision.ts'
import type { JiraClient } from '../../packages/jira-forge/src/jira/jira-client.ts'
import { ask } from '../servers/jira/ask.ts'
import { type JiraEmulator, startJira } from '../servers/jira/start-jira.ts'
import { catalogueText } from '../world/jira/catalogue.ts'
import { fieldMap } from '../world/jira/fields.ts'
import { createSmallJira } from '../world/jira/small-jira.ts'
import { kvsPorts, startForgeStorage } from './storage-engines.ts'

/** 25 November 2026: when the requests of the small world wait. */
const start = Date.UTC(2026, 10, 25, 9)

/** What somebody does at the desk, when all goes as usual. */
type Decided = Partial<Pick<DecisionAsked, 'decision' | 'group' | 'onBehalfOf' | 'digest'>>

/** A desk on an emulated site and an emulated platform's storage, and a clock that both go by. */
export interface OpenDesk {
  readonly jira: JiraEmulator
  readonly host: Omit<AppHost, 'asUser'>
  /** The host of an account at the screen. */
  as(account: string): AppHost
  /** The issue as an account finds it on the desk. */
  look(account: string, issueKey?: string): Promise<IssueOnDesk>
  /** Lets an account decide about what it is shown; a payload may say otherwise. */
  decide(account: string, decided?: Decided, issueKey?: string): Promise<DecisionOutcome>
  /** Changes an issue as an account does, by REST. Gives Jira's status. */
  edit(account: string, fields: Readonly<Record<string, unknown>>, issueKey?: string): Promise<number>
  /** Takes an issue over a transition as an account does, by REST. Gives Jira's status. */
  transition(account: string, id: string, issueKey?: string): Promise<number>
  later(ms: number): void
  close(): Promise<void>
}

/** Opens a desk over the small world for Jira, set up as an administrator would. */
export async function openDesk(): Promise<OpenDesk> {
  let now = start
  const jira = await startJira({ world: createSmallJira({ now: () => now }) })
  const forge = await startForgeStorage({ clock: () => now })
  const ports = kvsPorts(forge)
  await ports.settings.write({ projects: { 10000: fieldMap } }, 0)
  await ports.documents.write('catalogue', catalogueText, { at: start, by: 'acc-mia' }, 0)
  let references = 0
  const host: OpenDesk['host'] = {
    tenant: jira.cloudId,
    now: () => now,
    asApp: clientOf(jira, jira.appAccount),
    ...ports,
    reference: () => `ref-${++references}`,
    report: () => undefined,
  }
  const as = (account: string): AppHost => ({ ...host, asUser: clientOf(jira, account) })

  async function look(account: string, issueKey = 'ACC-1'): Promise<IssueOnDesk> {
    const looked = await lookAtIssue(issueKey, as(account))
    if (!looked.ok) throw new Error(`${looked.code}: ${looked.message}`)
    return looked.issue
  }

  async function decide(account: string, decided: Decided = {}, issueKey = 'ACC-1'): Promise<DecisionOutcome> {
    const digest = decided.digest ?? (await look(account, issueKey)).judged.digest
    const read = readDecisionAsked({ decision: 'approved', ...decided, digest }, { issueKey, accountId: account })
    return read.ok ? recordDecision(read.asked, as(account)) : read
  }

  async function edit(account: string, fields: object, issueKey = 'ACC-1'): Promise<number> {
    return (await ask(jira, `issue/${issueKey}`, { method: 'PUT', as: account, body: { fields } })).status
  }

  async function transition(account: string, id: string, issueKey = 'ACC-1'): Promise<number> {
    const body = { transition: { id } }
    return (await ask(jira, `issue/${issueKey}/transitions`, { method: 'POST', as: account, body })).status
  }

  function later(ms: number): void {
    now += ms
  }

  return { jira, host, as, look, decide, edit, transition, later, close: () => jira.stop() }
}

function clientOf(jira: JiraEmulator, account: string): JiraClient {
  return {
    async send({ method, path, query, body }) {
      const pairs = Object.entries(query ?? {}).flatMap(([name, given]) => [given].flat().map((one) => [name, one]))
      const search = new URLSearchParams(pairs).toString()
      const address = `/${path.map(encodeURIComponent).join('/')}${search === '' ? '' : `?${search}`}`
      const answer = await ask(jira, address, { method, as: account, ...(body !== undefined && { body }) })
      return { status: answer.status, body: answer.body }
    },
  }
}
