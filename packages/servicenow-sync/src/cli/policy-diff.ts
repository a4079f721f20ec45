import { formatInstant, quote, type RequestLine } from '@ticketbound/core'
import { type Command, InvalidArgumentError } from 'commander'
import { type Configuration, readConfig } from '../config/read-config.ts'
import { type ChangedDecision, compareRules } from '../decide/compare-rules.ts'
import type { Rules } from '../decide/house.ts'
import { type NightMemory, openNightMemory } from '../decide/night-memory.ts'
import { openSeals } from '../decide/open-seals.ts'
import { readSide } from '../decide/read-side.ts'
import { amountOf } from '../report/amount.ts'
import type { CommandContext } from './command-context.ts'
import { type Differences, gatherDifferences } from './differences.ts'
import type { Outcome } from './exit-code.ts'
import type { Io } from './io.ts'
import { configOption, someText } from './options.ts'
import { plain, type Style } from './output.ts'
import { table } from './table.ts'
import { lastNightOf, withExistingStore } from './with-store.ts'

interface DiffOptions {
  readonly config: string
  readonly json?: true
  readonly limit: number
  readonly failOnChange?: true
}

const examples = `
Examples:
  $ ticketbound policy diff . ./proposed
  $ ticketbound policy diff ticketbound.yaml proposed/ticketbound.yaml --fail-on-change
  $ ticketbound policy diff . ./proposed --json --limit 1000

A and B are folders with catalogue.yaml, policy.yaml or both, or a ticketbound.yaml, which names them. Every request of
the store that gave access or asks for it is decided under A and under B: a closed one as of its closing, an open one as
of the last night. Nothing is written.`

const fewListed = 20

/** Adds `ticketbound policy diff`: says which decisions a change of the rules would change. */
export function addPolicyDiff(policy: Command, { io, finish }: CommandContext): void {
  policy
    .command('diff')
    .description('say which decisions of the store another catalogue or policy would change, and how')
    .argument('<a>', 'the rules as they are', someText)
    .argument('<b>', 'the rules as they would be', someText)
    .addOption(configOption())
    .option('--json', 'print the differences as JSON')
    .option('--limit <count>', 'list at most so many requests of each turn', toCount, fewListed)
    .option('--fail-on-change', 'exit with 1 where a request would be allowed or denied otherwise')
    .addHelpText('after', examples)
    .action(async (a: string, b: string, options: DiffOptions) => finish(await diff(a, b, options, io)))
}

function toCount(text: string): number {
  if (/^\d{1,6}$/.test(text)) return Number(text)
  throw new InvalidArgumentError('Write a whole number, such as 100.')
}

function diff(a: string, b: string, options: DiffOptions, io: Io): Promise<Outcome> {
  const configuration = readConfig(options.config)
  const { config } = configuration
  const [before, after] = [readSide(a, config.sources), readSide(b, config.sources)]
  return withExistingStore(config, async (store) => {
    const night = lastNightOf(store, config)
    const memory = openNightMemory(store, config.sources, { many: true })
    const differences = await compare(before, after, memory, configuration, options.limit)
    if (options.json) io.out.line(JSON.stringify({ a, b, night: night.run, ...differencesJson(differences) }))
    else await io.out.lines(asText(differences, night.at, io.out))
    const { turns } = differences
    const changed = turns['allowed-to-denied'].count + turns['denied-to-allowed'].count
    return { denied: options.failOnChange === true && changed > 0 }
  })
}

async function compare(
  before: Rules,
  after: Rules,
  memory: NightMemory,
  { seals }: Configuration,
  limit: number,
): Promise<Differences> {
  const desk = await openSeals(seals, everyLine(memory))
  return gatherDifferences(compareRules(before, after, memory, desk), limit)
}

function* everyLine(memory: NightMemory): Generator<RequestLine> {
  for (const lines of memory.allLines()) yield* lines
}

function differencesJson({ closed, open, turns }: Differences) {
  const told = Object.entries(turns).map(([turn, { count, added, removed, listed }]) => [
    turn,
    {
      count,
      added: Object.fromEntries(added),
      removed: Object.fromEntries(removed),
      listed: listed.map(changeJson),
    },
  ])
  return { judged: { closed, open }, ...Object.fromEntries(told) }
}

function changeJson({ line, at, after, added, removed }: ChangedDecision) {
  const { source, number, item, kind, principal, entitlement, level, state } = line
  const messages = after.request.violations.filter(({ code }) => added.includes(code)).map(({ message }) => message)
  return {
    source,
    number,
    item,
    kind,
    principal,
    entitlement,
    level,
    state,
    at: formatInstant(at),
    added,
    removed,
    messages,
  }
}

const titles: Readonly<Record<ChangedDecision['turn'], string>> = {
  'allowed-to-denied': 'Allowed under A, denied under B',
  'denied-to-allowed': 'Denied under A, allowed under B',
  'denied-otherwise': 'Denied under both, for other reasons',
}

function* asText({ closed, open, turns }: Differences, at: number, { paint, wrap }: Style): Iterable<string> {
  yield `${amountOf(closed, 'closed request')} and ${amountOf(open, 'open request')}, as of the night of ${formatInstant(at)}`
  const told = Object.entries(turns).filter(([, { count }]) => count > 0)
  if (told.length === 0) yield 'No decision changes.'
  for (const [turn, { count, added, removed, listed }] of told) {
    yield ''
    yield `${paint.bold(titles[turn as ChangedDecision['turn']])}  ${amountOf(count, 'request')}`
    yield* table([...reasonRows('under B only', added), ...reasonRows('under A only', removed)]).map(
      (row) => `  ${row}`,
    )
    for (const change of listed) yield* wrap(`  ${plain(saidChange(change))}`)
    if (count > listed.length) yield `  ${count - listed.length} more: add --limit ${count}`
  }
}

function reasonRows(what: string, counts: ReadonlyMap<string, number>): readonly (readonly string[])[] {
  return [...counts].sort(([, one], [, other]) => other - one).map(([code, count]) => [String(count), what, code])
}

function saidChange({ line, added, removed, after }: ChangedDecision): string {
  const { number, kind, entitlement, principal } = line
  const said = after.request.violations.find(({ code }) => added.includes(code))?.message
  const codes = added.length > 0 ? added : removed
  return `${number}: ${kind} ${quote(entitlement)} for ${quote(principal)}${said === undefined ? '' : `: ${said}`} (${codes.join(', ')})`
}
