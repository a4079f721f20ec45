import { formatInstant, type Instant, lifecycleTable, quote, type RequestLine } from '@ticketbound/core'
import type { Command } from 'commander'
import { type Configuration, readConfig } from '../config/read-config.ts'
import { decideStored, type StoredDecision } from '../decide/decide-stored.ts'
import { houseUnder } from '../decide/house.ts'
import { openNightMemory } from '../decide/night-memory.ts'
import { onRecord } from '../decide/on-record.ts'
import { openSeals } from '../decide/open-seals.ts'
import { readAskedRequest, requestSources } from '../decide/read-asked-request.ts'
import { inputError } from '../errors.ts'
import type { Store } from '../store/store.ts'
import type { CommandContext } from './command-context.ts'
import { checkJson, decisionJson } from './decision-json.ts'
import { explanationLines } from './decision-lines.ts'
import type { Io } from './io.ts'
import { configOption, someText, toInstant } from './options.ts'
import { readRequestText } from './request-text.ts'
import { lastNightOf, withExistingStore } from './with-store.ts'

interface ExplainOptions {
  readonly config: string
  readonly request?: readonly string[]
  readonly file?: string
  readonly at?: Instant
  readonly json?: true
}

const examples = `
Examples:
  $ ticketbound policy explain --request REQ1 REQ2
  $ ticketbound policy explain --request REQ1 --at 2026-02-01T00:00:00Z
  $ ticketbound policy explain --file request.json --json

A closed request is explained as of its closing, an open one as of the last night, one from a file as of now. Of a day
before that night only the tickets are remembered: what was held then is what they gave.`

/** Adds `ticketbound policy explain`: says, rule by rule, why requests pass or fail. */
export function addPolicyExplain(policy: Command, { io, finish }: CommandContext): void {
  policy
    .command('explain')
    .description('say, rule by rule and approval by approval, why requests pass or fail')
    .addOption(configOption())
    .option('--request <number...>', 'requests of the store, by their numbers')
    .option('--file <file>', 'a request as JSON, as for `ticketbound decide`; - reads standard input', someText)
    .option('--at <instant>', 'explain as of this instant (default: the last night; with --file, now)', toInstant)
    .option('--json', 'one request line a line as JSON')
    .addHelpText('after', examples)
    .action(async (options: ExplainOptions) => {
      await explain(options, io)
      finish({})
    })
}

async function explain(options: ExplainOptions, io: Io): Promise<void> {
  const { request: numbers = [], file } = options
  if (numbers.length === 0 && file === undefined) throw nothingNamed()
  const configuration = readConfig(options.config)
  const text = file === undefined ? undefined : await readRequestText(file, io)
  await withExistingStore(configuration.config, async (store) => {
    const explained = await explainAll(configuration, store, { numbers, text, at: options.at, now: io.now() })
    await io.out.lines(options.json ? explained.map(explanationJson) : asText(explained, io))
  })
}

interface Asked {
  readonly numbers: readonly string[]
  /** A request that is in no store yet. */
  readonly text: string | undefined
  readonly at: Instant | undefined
  readonly now: Instant
}

async function explainAll(
  configuration: Configuration,
  store: Store,
  { numbers, text, at, now }: Asked,
): Promise<readonly StoredDecision[]> {
  const { config, catalogue, policy, seals } = configuration
  const night = lastNightOf(store, config).at
  // What is asked for now was most likely opened after the last night.
  const givenAt = at ?? Math.max(night, now)
  const memory = openNightMemory(store, config.sources)
  const context = {
    sources: requestSources(config.sources),
    zone: policy.zone,
    now: givenAt,
    ...(catalogue && { catalogue }),
  }
  const house = houseUnder(configuration, memory)
  const given = text === undefined ? [] : [onRecord(readAskedRequest(text, context), house, memory)]
  const stored = linesNumbered(numbers, memory.allLines())
  const desk = await openSeals(seals, [...stored, ...given])
  const bench = { house, memory, ...(desk && { seals: desk }) }
  const decided = (lines: readonly RequestLine[], asOf: Instant) =>
    lines.map((line) => decideStored(line, asOf, bench) ?? notThereYet(line, asOf))
  return [...decided(stored, at ?? night), ...decided(given, givenAt)]
}

/** The lines of some tickets, in the order in which the tickets are named. */
function linesNumbered(numbers: readonly string[], all: Iterable<readonly RequestLine[]>): readonly RequestLine[] {
  if (numbers.length === 0) return []
  const found = new Map<string, RequestLine[]>(numbers.map((number) => [number, []]))
  for (const lines of all) for (const line of lines) found.get(line.number)?.push(line)
  const missing = [...found].filter(([, lines]) => lines.length === 0).map(([number]) => quote(number))
  if (missing.length > 0) {
    throw inputError({
      code: 'request-not-found',
      message: `the store has no request ${missing.join(', ')}`,
      help: 'write numbers exactly as the source does, or give the request with `--file`',
    })
  }
  return [...found.values()].flat()
}

function nothingNamed() {
  return inputError({
    code: 'request-not-named',
    message: 'no request is named',
    help: 'add `--request NUMBER`, or `--file FILE`',
  })
}

function notThereYet({ number, openedAt }: RequestLine, at: Instant): never {
  throw inputError({
    code: 'request-not-opened-yet',
    message: `${quote(number)} was opened at ${formatInstant(openedAt)}, after ${formatInstant(at)}`,
    help: 'name a later instant after --at',
  })
}

function explanationJson({ line, decision, at, isClosed, state }: StoredDecision): string {
  const checks = decision.request.checks.map(checkJson)
  return JSON.stringify({ at: formatInstant(at), closed: isClosed, state, ...decisionJson(line, decision), checks })
}

function* asText(explained: readonly StoredDecision[], { out }: Io): Iterable<string> {
  for (const { line, decision, at, isClosed, state } of explained) {
    yield* explanationLines(line, decision, out)
    yield* out.wrap(`  As of ${isClosed ? 'its closing, ' : ''}${formatInstant(at)}.`)
    if (state !== undefined) yield* out.wrap(`  State after the last night: ${state}. ${lifecycleTable[state].says}`)
    yield ''
  }
}
