import type { Fault } from '@ticketbound/core'
import type { FieldMap } from '@ticketbound/jira'
import * as v from 'valibot'
import { AppError } from '../app-error.ts'
import type { AppHost } from '../app-host.ts'
import { fieldMapOf } from '../house/field-map-of.ts'
import type { JiraClient } from '../jira/jira-client.ts'
import { type ReadIssue, readIssue } from '../jira/read-issue.ts'
import type { RuleBook } from '../storage/settings-store.ts'
import type { GateAnswer } from './gate-answer.ts'
import { isWithoutHistory } from './is-without-history.ts'
import { judgeIssue } from './judge-issue.ts'
import { sayShut } from './say-shut.ts'
import { toGateAnswer } from './to-gate-answer.ts'
import { TransitionAsked } from './transition-asked.ts'
import { readTransitionConfig, type TransitionConfig } from './transition-config.ts'
import { whomToAskAtGate } from './whom-to-ask-at-gate.ts'

/** What the gate asks of where it runs. */
export type GateNeeds = Pick<AppHost, 'tenant' | 'now' | 'asApp' | 'ruleBooks' | 'dossiers'>

/**
 * Decides about one transition: reads the issue with at most three requests, lays the screen's changes over it, and judges
 * it by what was set for the transition. Everything that was not set up is a no that says who must do what; what fails
 * is thrown, for `failClosed`.
 */
export async function checkTransition(payload: unknown, host: GateNeeds): Promise<GateAnswer> {
  const asked = readAsked(payload)
  const config = readTransitionConfig(asked.configuration)
  if (!config.ok) return sayShut(notConfigured(config.faults))
  const book = await host.ruleBooks.read(host.now())
  if (book.catalogue === undefined) return sayShut([withoutCatalogue])
  const client = counted(host.asApp)
  const { evidence } = config.value
  // A seal is void once its request was closed and opened again, which only the history tells.
  const needs = { history: evidence !== 'none', approvals: evidence === 'sealed-or-native' }
  const read = await readIssue(client, asked.issue.key, book.settings, needs)
  const map = fieldMapOf(book.settings, read.projectId)
  if (map === undefined) return sayShut([withoutMap])
  return answer(asked, read, { book, map, config: config.value }, { ...host, asApp: client })
}

interface Rules {
  readonly book: RuleBook
  readonly map: FieldMap
  readonly config: TransitionConfig
}

async function answer(
  { transition }: TransitionAsked,
  read: ReadIssue,
  { book, map, config }: Rules,
  host: GateNeeds & { readonly asApp: CountedClient },
): Promise<GateAnswer> {
  const { modifiedFields } = transition
  const kept = await host.dossiers.read(read.issueId)
  const given = modifiedFields ? { ...read, modifiedFields } : read
  // Read last, so that what was decided meanwhile has been decided before now.
  const { tenant } = host
  const at = host.now()
  const judgement = await judgeIssue(given, book, map, { now: at, tenant, dossier: kept.dossier }, config)
  if (!judgement.ok) return sayShut(judgement.faults.map(sayFault))
  const { judged } = judgement
  if (judged.decision.allowed) {
    return isWithoutHistory(judged, read) ? sayShut([withoutHistory]) : toGateAnswer(judged.decision)
  }
  const mayAsk = host.asApp.asked() < mostRequests
  const stopped = { judged, read, kept, book, tenant, at }
  const { asks, named } = await whomToAskAtGate(stopped, { client: host.asApp, mayAsk })
  return toGateAnswer(judged.decision, { asks, named })
}

/** A client that knows how often it was asked. */
interface CountedClient extends JiraClient {
  asked(): number
}

/** Waiting for more would leave too little of the time that Forge gives. */
const mostRequests = 3

function counted(client: JiraClient): CountedClient {
  let asked = 0
  return {
    asked: () => asked,
    send: (request) => {
      asked += 1
      return client.send(request)
    },
  }
}

function readAsked(payload: unknown): TransitionAsked {
  const shaped = v.safeParse(TransitionAsked, payload)
  if (shaped.success) return shaped.output
  const [issue] = shaped.issues
  throw new AppError('upstream', {
    code: 'transition-unreadable',
    message: 'Jira asked about a transition in words that are not those of its documentation',
    help: 'report it: Ticketbound may need an update',
    context: { path: v.getDotPath(issue) ?? '' },
  })
}

function sayFault({ message, help }: Fault): string {
  return `${sentence(message)} ${sentence(help)}`
}

function notConfigured(faults: readonly Fault[]): readonly string[] {
  const what = faults.map(({ field, message }) => (field === undefined ? message : `${field}: ${message}`))
  return [
    `What the gate asks of this transition cannot be read (${what.slice(0, 3).join('; ')}).`,
    'A Jira administrator must open the Ticketbound rule of this transition in the workflow editor and save it.',
  ]
}

const withoutCatalogue =
  'No catalogue says what may be asked for and who must approve it. ' +
  'A Jira administrator must import it on the Ticketbound administration page.'

const withoutMap =
  'Nothing says which fields of this project hold the request. ' +
  "A Jira administrator must map them on the project's Ticketbound settings page."

const withoutHistory =
  'The history of this issue is longer than can be read here, so nobody can tell what was approved. ' +
  'Make a new request, and close this one.'

function sentence(words: string): string {
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}${/[.!?]$/.test(words) ? '' : '.'}`
}
