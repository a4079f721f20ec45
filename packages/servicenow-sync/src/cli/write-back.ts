import { formatInstant } from '@ticketbound/core'
import type { Command } from 'commander'
import { InvalidArgumentError, Option } from 'commander'
import { type Config, readConfigAlone } from '../config/read-config.ts'
import { configError } from '../errors.ts'
import type { NightResult } from '../night/night-result.ts'
import { amountOf } from '../report/amount.ts'
import type { Store } from '../store/store.ts'
import type { OpenDesk } from '../write-back/open-desk.ts'
import { rehearsePlan } from '../write-back/rehearse-plan.ts'
import { planFromStore, type WriteBackDesk, writeBack } from '../write-back/write-back-desk.ts'
import type { WriteBackPlan } from '../write-back/write-back-plan.ts'
import type { CommandContext } from './command-context.ts'
import type { Outcome } from './exit-code.ts'
import type { Io } from './io.ts'
import { configOption } from './options.ts'
import { lastNightOf, withExistingStore } from './with-store.ts'
import { rehearsalJson, resultJson } from './write-back-json.ts'
import { heldText, rehearsalLines, resultLines } from './write-back-lines.ts'
import { writtenOutcome } from './written-outcome.ts'

interface WriteBackOptions {
  readonly config: string
  readonly apply?: true
  readonly dryRun?: true
  readonly json?: true
  readonly recheck?: true
  readonly most?: number
}

const examples = `
Examples:
  $ ticketbound write-back                     show what would be written, and write nothing
  $ ticketbound write-back --apply
  $ ticketbound write-back --apply --most 5000
  $ ticketbound write-back --recheck           look at everything that was written before, too

Exit codes: 0 done, 2 wrong configuration, or something must be granted, 3 the vendor failed,
5 more is to be written than may be at once.`

/** Adds `ticketbound write-back`: shows, or makes, what another system is to say about the findings. */
export function addWriteBack(program: Command, { io, finish }: CommandContext, openDesk: OpenDesk): void {
  program
    .command('write-back')
    .description('show what would be written about the findings into another system, or write it')
    .addOption(configOption())
    .option('--apply', 'write it')
    .addOption(new Option('--dry-run', 'write nothing, and show what would be (the default)').conflicts('apply'))
    .option('--json', 'one writing a line as JSON; with --apply, the result')
    .option('--recheck', 'take nothing that was written before for granted')
    .addOption(new Option('--most <count>', 'how many may be written at once').argParser(toCount))
    .addHelpText('after', examples)
    .action(async (options: WriteBackOptions) => finish(await writeBackCommand(options, io, openDesk)))
}

function toCount(text: string): number {
  if (!/^[1-9]\d{0,6}$/.test(text)) throw new InvalidArgumentError('Use a whole number from 1 on.')
  return Number(text)
}

function writeBackCommand(options: WriteBackOptions, io: Io, openDesk: OpenDesk): Promise<Outcome> {
  const config = readConfigAlone(options.config)
  return withExistingStore(config, async (store) => {
    const night = publishedNight(store, config)
    const { desk, close } = await openDesk(config, store, io)
    try {
      const plan = planFromStore(desk, { recheck: options.recheck === true })
      return await (options.apply ? apply(desk, plan, night, options, io) : show(desk, plan, night, options, io))
    } finally {
      close()
    }
  })
}

function publishedNight(store: Store, config: Config): NightResult {
  const night = lastNightOf(store, config)
  if (night.held === null) return night
  throw configError({
    code: 'run-held',
    message: `run \`${night.run}\` is on hold: what it found is not published yet`,
    help: `look at it, then run \`ticketbound confirm ${night.run}\` or \`ticketbound discard ${night.run}\` first`,
  })
}

async function apply(
  desk: WriteBackDesk,
  plan: WriteBackPlan,
  night: NightResult,
  { json, most }: WriteBackOptions,
  io: Io,
): Promise<Outcome> {
  const result = await writeBack(desk, plan, night, { signal: io.signal, ...(most !== undefined && { most }) })
  if (json) io.out.line(resultJson(result))
  else await io.out.lines(resultLines(result, io.out))
  return writtenOutcome(result)
}

async function show(
  { target, settings }: WriteBackDesk,
  plan: WriteBackPlan,
  night: NightResult,
  { json, most = settings.most, config }: WriteBackOptions,
  io: Io,
): Promise<Outcome> {
  const { out } = io
  if (!json) out.line(`${out.paint.bold(`Night of ${formatInstant(night.at)}`)}  to ${target.name}  dry run\n`)
  let writings = 0
  for await (const rehearsal of rehearsePlan(plan, target, io.signal)) {
    if (rehearsal.writing) writings += 1
    await out.lines(json ? [rehearsalJson(rehearsal)] : [...rehearsalLines(rehearsal, out), ''])
  }
  if (json) return {}
  out.line(`${amountOf(writings, 'writing')}, and nothing was written.`)
  if (writings > most) await out.lines(out.wrap(out.paint.yellow(heldText(writings, most))))
  else if (plan.actions.length > 0) out.line(`To write: ticketbound write-back --config ${config} --apply`)
  return {}
}
