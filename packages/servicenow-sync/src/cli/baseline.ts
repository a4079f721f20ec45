import type { Command } from 'commander'
import { readConfig } from '../config/read-config.ts'
import { acceptBaseline } from '../night/accept.ts'
import { amountOf } from '../report/amount.ts'
import type { CommandContext } from './command-context.ts'
import type { Io } from './io.ts'
import { configOption, endAfter, ownerOption, reasonOption, untilOption } from './options.ts'
import { plain } from './output.ts'
import { lastNightOf, withExistingStore } from './with-store.ts'

interface BaselineOptions {
  readonly config: string
  readonly owner: string
  readonly until: string
  readonly reason: string
}

const examples = `
Examples:
  $ ticketbound baseline --owner alice --until 2026-12-31 --reason "What stood before Ticketbound came"
  $ ticketbound baseline --config prod/ticketbound.yaml --owner alice --until 2026-06-30 --reason "Clean-up until June"

Exactly the findings that are open now are accepted. They stay visible and stay in the measures.`

/** Adds `ticketbound baseline`: accepts exactly the findings that are open now. */
export function addBaseline(program: Command, { io, finish }: CommandContext): void {
  program
    .command('baseline')
    .description('live with every finding that is open now, until a day')
    .addOption(configOption())
    .addOption(ownerOption())
    .addOption(untilOption())
    .addOption(reasonOption())
    .addHelpText('after', examples)
    .action(async (options: BaselineOptions) => {
      await baseline(options, io)
      finish({})
    })
}

function baseline(options: BaselineOptions, io: Io): Promise<void> {
  const { config, policy } = readConfig(options.config)
  return withExistingStore(config, (store) => {
    const until = endAfter(options.until, policy.zone, lastNightOf(store, config).at)
    const { owner, reason } = options
    const { exception, accepted } = acceptBaseline(store, { owner, until, reason })
    io.out.line(
      `Accepted ${amountOf(accepted, 'finding')} until ${plain(options.until)}, under exception ${plain(exception.id)}.`,
    )
  })
}
