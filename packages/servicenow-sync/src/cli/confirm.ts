import { formatInstant } from '@ticketbound/core'
import type { Command } from 'commander'
import { readConfigAlone } from '../config/read-config.ts'
import { confirmRun } from '../night/held.ts'
import type { CommandContext } from './command-context.ts'
import type { Io } from './io.ts'
import { configOption, ownerOption, reasonOption, someText } from './options.ts'
import { summaryLines } from './summary.ts'
import { withExistingStore } from './with-store.ts'
import { writeReport } from './write-report.ts'

interface ConfirmOptions {
  readonly config: string
  readonly owner: string
  readonly reason: string
}

const examples = `
Examples:
  $ ticketbound confirm n-20260331T000000Z --owner alice --reason "Team B moved to the new system"
  $ ticketbound confirm n-20260331T000000Z --config prod/ticketbound.yaml --owner alice --reason "Checked with HR"`

/** Adds `ticketbound confirm`: publishes a night that is on hold. */
export function addConfirm(program: Command, { io, finish }: CommandContext): void {
  program
    .command('confirm')
    .description('publish a night that is on hold')
    .argument('<run>', 'the night, as `ticketbound run` names it', someText)
    .addOption(configOption())
    .addOption(ownerOption())
    .addOption(reasonOption())
    .addHelpText('after', examples)
    .action(async (run: string, options: ConfirmOptions) => {
      await confirm(run, options, io)
      finish({})
    })
}

function confirm(run: string, options: ConfirmOptions, io: Io): Promise<void> {
  const config = readConfigAlone(options.config)
  return withExistingStore(config, async (store) => {
    const night = confirmRun(store, run, { owner: options.owner, reason: options.reason })
    if (config.report !== undefined) await writeReport(store, night, config.report)
    io.out.line(`The night of ${formatInstant(night.at)} is published.\n`)
    await io.out.lines(
      summaryLines({ night, store, config, rejected: [], report: config.report, isDry: false }, io.out),
    )
  })
}
