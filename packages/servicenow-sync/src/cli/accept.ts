import type { Command } from 'commander'
import { readConfig } from '../config/read-config.ts'
import { acceptFinding } from '../night/accept.ts'
import type { CommandContext } from './command-context.ts'
import type { Io } from './io.ts'
import { configOption, endAfter, ownerOption, reasonOption, someText, untilOption } from './options.ts'
import { plain } from './output.ts'
import { lastNightOf, withExistingStore } from './with-store.ts'

interface AcceptOptions {
  readonly config: string
  readonly owner: string
  readonly until: string
  readonly reason: string
}

const examples = `
Examples:
  $ ticketbound accept f-0123456789abcdef01234567 --owner alice --until 2026-12-31 --reason "Migration until the new year"
  $ ticketbound accept f-0123456789abcdef01234567 --owner alice --until 2026-12-31T17:00:00+01:00 --reason "CHG-42"

The finding stays visible. It comes back when the time is over, or when what is held becomes more.`

/** Adds `ticketbound accept`: a dated, owned decision to live with one finding. */
export function addAccept(program: Command, { io, finish }: CommandContext): void {
  program
    .command('accept')
    .description('live with one finding until a day')
    .argument('<finding>', 'the id that `ticketbound findings` shows', someText)
    .addOption(configOption())
    .addOption(ownerOption())
    .addOption(untilOption())
    .addOption(reasonOption())
    .addHelpText('after', examples)
    .action(async (finding: string, options: AcceptOptions) => {
      await accept(finding, options, io)
      finish({})
    })
}

function accept(id: string, options: AcceptOptions, io: Io): Promise<void> {
  const { config, policy } = readConfig(options.config)
  return withExistingStore(config, (store) => {
    const until = endAfter(options.until, policy.zone, lastNightOf(store, config).at)
    const { owner, reason } = options
    const { exception, finding } = acceptFinding(store, { finding: id, owner, until, reason })
    io.out.line(`Accepted until ${plain(options.until)}, under exception ${plain(exception.id)}:`)
    io.out.line(`  ${plain(finding.message)}`)
  })
}
