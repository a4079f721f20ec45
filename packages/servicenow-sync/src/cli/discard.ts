import type { Command } from 'commander'
import { readConfigAlone } from '../config/read-config.ts'
import { discardRun } from '../night/held.ts'
import type { CommandContext } from './command-context.ts'
import type { Io } from './io.ts'
import { configOption, ownerOption, reasonOption, someText } from './options.ts'
import { plain } from './output.ts'
import { withExistingStore } from './with-store.ts'

interface DiscardOptions {
  readonly config: string
  readonly owner: string
  readonly reason: string
}

const examples = `
Examples:
  $ ticketbound discard n-20260331T000000Z --owner alice --reason "The export was from the test system"
  $ ticketbound discard n-20260331T000000Z --config prod/ticketbound.yaml --owner alice --reason "Half an export"`

/** Adds `ticketbound discard`: drops what a night on hold would have published. */
export function addDiscard(program: Command, { io, finish }: CommandContext): void {
  program
    .command('discard')
    .description('drop what a night on hold would publish')
    .argument('<run>', 'the night, as `ticketbound run` names it', someText)
    .addOption(configOption())
    .addOption(ownerOption())
    .addOption(reasonOption())
    .addHelpText('after', examples)
    .action(async (run: string, options: DiscardOptions) => {
      await discard(run, options, io)
      finish({})
    })
}

function discard(run: string, options: DiscardOptions, io: Io): Promise<void> {
  const config = readConfigAlone(options.config)
  return withExistingStore(config, (store) => {
    discardRun(store, run, { owner: options.owner, reason: options.reason })
    io.out.line(`The night ${plain(run)} is discarded: findings stand as they did before it.`)
    io.out.line(`Next  ticketbound run --config ${config.file}`)
  })
}
