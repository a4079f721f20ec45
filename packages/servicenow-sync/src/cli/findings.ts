import { type Finding, type FindingKind, findingKinds, isAtLeast, kindFacts, type Severity } from '@ticketbound/core'
import { type Command, Option } from 'commander'
import { type Config, readConfigAlone } from '../config/read-config.ts'
import { amountOf } from '../report/amount.ts'
import { compareSeverity } from '../report/severity-mark.ts'
import { type TopFindings, topFindings } from '../report/top-findings.ts'
import type { StoreReader } from '../store/store.ts'
import type { CommandContext } from './command-context.ts'
import { findingJson } from './finding-json.ts'
import { findingLines } from './finding-lines.ts'
import type { Io } from './io.ts'
import { configOption, severityOption, toKind } from './options.ts'
import type { Style } from './output.ts'
import { table } from './table.ts'
import { lastNightOf, withExistingStore } from './with-store.ts'

interface FindingsOptions {
  readonly config: string
  readonly json?: true
  readonly all?: true
  readonly kind?: FindingKind
  readonly severity?: Severity
  readonly kinds?: true
}

const examples = `
Examples:
  $ ticketbound findings
  $ ticketbound findings --kind leaver-still-active --severity high
  $ ticketbound findings --json --all > findings.ndjson
  $ ticketbound findings --kinds`

/** A person reads no further than this in each kind; the rest is there for the asking. */
const mostOfKind = 20

/** Adds `ticketbound findings`: lists what differs. */
export function addFindings(program: Command, { io, finish }: CommandContext): void {
  program
    .command('findings')
    .description('list the findings that are open or accepted')
    .addOption(configOption())
    .option('--json', 'one finding a line as JSON, sorted by id')
    .option('--all', 'resolved findings too')
    .addOption(new Option('--kind <kind>', 'only this kind, all of it').argParser(toKind))
    .addOption(severityOption('--severity', 'only findings of at least this severity'))
    .option('--kinds', 'list the kinds of finding there are, and nothing else')
    .addHelpText('after', examples)
    .action(async (options: FindingsOptions) => {
      if (options.kinds) await io.out.lines(kindLines())
      else await listFindings(options, io)
      finish({})
    })
}

function listFindings(options: FindingsOptions, io: Io): Promise<void> {
  const config = readConfigAlone(options.config)
  return withExistingStore(config, async (store) => {
    lastNightOf(store, config)
    const wanted = matching(store, options)
    await io.out.lines(options.json ? asJson(wanted) : asText(wanted, options, config, io.out))
  })
}

function* matching(store: StoreReader, { all, kind, severity }: FindingsOptions): Iterable<Finding> {
  for (const finding of store.findings({ includeClosed: all === true })) {
    if (kind !== undefined && finding.kind !== kind) continue
    if (severity !== undefined && !isAtLeast(finding.severity, severity)) continue
    yield finding
  }
}

function* asJson(findings: Iterable<Finding>): Iterable<string> {
  for (const finding of findings) yield findingJson(finding)
}

function* asText(
  findings: Iterable<Finding>,
  { kind }: FindingsOptions,
  config: Config,
  { paint, wrap }: Style,
): Iterable<string> {
  const kinds = topFindings(findings, kind === undefined ? mostOfKind : Number.POSITIVE_INFINITY)
  if (kinds.size === 0) yield 'No findings.'
  for (const top of [...kinds.values()].toSorted(compareKinds)) {
    yield `${paint.bold(kindFacts(top.kind).title)}  ${amountOf(top.total, 'finding')}`
    for (const finding of top.findings) yield* findingLines(finding, paint).flatMap((line) => wrap(`  ${line}`))
    const left = top.total - top.findings.length
    if (left > 0) yield `  ${left} more: ticketbound findings --config ${config.file} --kind ${top.kind}`
    yield ''
  }
}

function compareKinds(a: TopFindings, b: TopFindings): number {
  const [worstOfA, worstOfB] = [a.findings[0], b.findings[0]]
  const bySeverity = worstOfA && worstOfB ? compareSeverity(worstOfA.severity, worstOfB.severity) : 0
  return bySeverity || findingKinds.indexOf(a.kind) - findingKinds.indexOf(b.kind)
}

function kindLines(): readonly string[] {
  const rows = findingKinds.map((kind) => {
    const { title, severity } = kindFacts(kind)
    return [kind, severity, title]
  })
  return table(rows)
}
