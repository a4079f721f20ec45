import { existsSync } from 'node:fs'
import { type Instant, isAtLeast, type Severity, severities } from '@ticketbound/core'
import type { Command } from 'commander'
import { type Configuration, readConfig } from '../config/read-config.ts'
import { openSources } from '../config/sources.ts'
import type { NightResult } from '../night/night-result.ts'
import { runIdOf } from '../night/run-id.ts'
import { runNight } from '../night/run-night.ts'
import type { VendorFailure } from '../sources/source.ts'
import type { Store } from '../store/store.ts'
import { afterNight } from './after-night.ts'
import type { CommandContext } from './command-context.ts'
import type { Outcome } from './exit-code.ts'
import type { Io } from './io.ts'
import { nightJson } from './night-json.ts'
import { configOption, severityOption, toInstant } from './options.ts'
import { plain } from './output.ts'
import { openProgress } from './progress.ts'
import { openRejectedFiles, type RejectedFiles } from './rejected-files.ts'
import { summaryLines } from './summary.ts'
import { withStore } from './with-store.ts'
import { writeReport } from './write-report.ts'

interface RunOptions {
  readonly config: string
  readonly at?: Instant
  readonly json?: true
  readonly dryRun?: true
  readonly failOn?: Severity
}

const examples = `
Examples:
  $ ticketbound run
  $ ticketbound run --config prod/ticketbound.yaml --at 2026-03-31T00:00:00Z
  $ ticketbound run --dry-run --json --fail-on high

Exit codes: 0 done, 1 findings at or above --fail-on, 2 wrong configuration or input, 3 a vendor failed,
4 the record does not add up, 5 the night waits for \`ticketbound confirm\`.`

/** Adds \`ticketbound run\`: reads every source, reconciles, and says what differs. */
export function addRun(program: Command, { io, finish }: CommandContext): void {
  program
    .command('run')
    .description('run one night: read tickets and access, and find where they differ')
    .addOption(configOption())
    .option('--at <instant>', 'reconcile as of this instant, such as 2026-03-31T00:00:00Z (default: now)', toInstant)
    .option('--json', 'print the night as JSON, and nothing else, on standard output')
    .option('--dry-run', 'read and decide everything, and keep nothing')
    .addOption(severityOption('--fail-on', 'exit with 1 where a finding of at least this severity is open'))
    .addHelpText('after', examples)
    .action(async (options: RunOptions) => finish(await run(options, io)))
}

async function run(options: RunOptions, io: Io): Promise<Outcome> {
  const configuration = readConfig(options.config)
  const { config } = configuration
  const at = options.at ?? Math.floor(io.now() / 1000) * 1000
  const isDry = options.dryRun === true
  // A dry run leaves no trace, so where there is no store yet it does not make one.
  const place = isDry && !existsSync(config.store) ? ':memory:' : config.store
  return withStore(place, async (store) => {
    const rejected = isDry ? undefined : openRejectedFiles(config.store, runIdOf(at))
    // A night that was concluded before comes back as it was, on the policy it was run on.
    const isAgain = store.lastNight()?.at === at
    const { night, files } = await readNight(store, configuration, at, io, rejected)
    const report = isDry || config.report === undefined ? undefined : config.report
    if (report !== undefined) await writeReport(store, night, report, isAgain ? undefined : configuration.policyDigest)
    const after = await afterNight(store, night, config, { isDry, hasInstant: options.at !== undefined }, io)
    // What was written back is on record after the night, and the head is that of the whole log.
    const ended = after.head ? { ...night, head: after.head } : night
    if (options.json) io.out.line(nightJson(ended))
    else await io.out.lines(summaryLines({ night: ended, store, config, rejected: files, report, isDry }, io.out))
    await (options.json ? io.err : io.out).lines(after.lines)
    const failures = night.sources.flatMap(({ name, failure }) => (failure ? [{ name, failure }] : []))
    for (const { name, failure } of failures) io.err.line(`${io.err.paint.red('Failed:')} ${sayFailure(name, failure)}`)
    return {
      ...after.outcome,
      upstream: failures.length > 0 || after.outcome.upstream === true,
      held: night.held !== null || after.outcome.held === true,
      findings: options.failOn !== undefined && hasOpen(night, options.failOn),
    }
  })
}

function sayFailure(source: string, { message, code, help }: VendorFailure): string {
  return `source ${plain(source)}: ${plain(message)} (${code})\n${plain(help)}`
}

async function readNight(
  store: Store,
  configuration: Configuration,
  at: Instant,
  io: Io,
  rejected: RejectedFiles | undefined,
): Promise<{ night: NightResult; files: readonly string[] }> {
  const { config, catalogue, policy, seals, policyDigest, configDigest } = configuration
  const isDry = rejected === undefined
  const progress = openProgress(io.err, isDry)
  const isTransient = isDry && !existsSync(config.store)
  const { sources, close } = openSources(configuration, { env: io.env, now: io.now, isTransient })
  const input = {
    at,
    ...(catalogue && { catalogue }),
    policy,
    ...(seals && { seals }),
    policyDigest,
    configDigest,
    sources,
  }
  let files: readonly string[] = []
  const keepRejected = (): void => {
    files = [...files, ...(rejected?.close() ?? [])]
  }
  try {
    const night = await runNight(store, input, {
      dryRun: isDry,
      onStep: (step) => {
        // A night that is in the store is not read again, so its rejected lines must be on disk before it is.
        if (step.step === 'published' || step.step === 'held') keepRejected()
        progress.onStep(step)
      },
      reject: rejected?.reject ?? (() => {}),
      signal: io.signal,
    })
    return { night, files }
  } catch (error) {
    keepRejected()
    progress.clear()
    // The night ended early, so no summary will say where the lines are that ended it.
    for (const file of files) io.err.line(`Rejected lines are in ${plain(file)}`)
    throw error
  } finally {
    await close()
    progress.clear()
  }
}

function hasOpen({ openBySeverity }: NightResult, least: Severity): boolean {
  return severities.some((severity) => openBySeverity[severity] > 0 && isAtLeast(severity, least))
}
