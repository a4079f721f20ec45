import type { Command } from 'commander'
import { readConfigAlone } from '../config/read-config.ts'
import { inputError } from '../errors.ts'
import type { CommandContext } from './command-context.ts'
import type { Io } from './io.ts'
import { configOption, someText } from './options.ts'
import { lastNightOf, withExistingStore } from './with-store.ts'
import { writeReport } from './write-report.ts'

interface ReportOptions {
  readonly config: string
  readonly out?: string
}

const examples = `
Examples:
  $ ticketbound report
  $ ticketbound report --config prod/ticketbound.yaml --out /var/www/access/index.html`

/** Adds `ticketbound report`: writes the last night's report again. */
export function addReport(program: Command, { io, finish }: CommandContext): void {
  program
    .command('report')
    .description('write the report of the last night')
    .addOption(configOption())
    .option('--out <file>', 'where to write it (default: `report` in the configuration)', someText)
    .addHelpText('after', examples)
    .action(async (options: ReportOptions) => {
      await report(options, io)
      finish({})
    })
}

function report(options: ReportOptions, io: Io): Promise<void> {
  const config = readConfigAlone(options.config)
  const file = options.out ?? config.report
  if (file === undefined) {
    throw inputError({
      code: 'report-without-file',
      message: 'nothing says where to write the report',
      help: 'add `--out FILE`, or `report:` to the configuration',
    })
  }
  return withExistingStore(config, async (store) => {
    await writeReport(store, lastNightOf(store, config), file)
    io.out.line(file)
  })
}
