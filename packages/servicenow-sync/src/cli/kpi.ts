import { type Period, parsePeriod, type ServiceMeasure } from '@ticketbound/core'
import { type Command, Option } from 'commander'
import { type Configuration, readConfig } from '../config/read-config.ts'
import { readServiceFile } from '../config/read-service-file.ts'
import { inputError } from '../errors.ts'
import { computeKpis } from '../kpi/compute-kpis.ts'
import type { NightResult } from '../night/night-result.ts'
import type { CommandContext } from './command-context.ts'
import type { Io } from './io.ts'
import { kpiCsvLines } from './kpi-csv.ts'
import { kpiJson } from './kpi-json.ts'
import { kpiLines } from './kpi-lines.ts'
import { configOption, someText } from './options.ts'
import { lastNightOf, withExistingStore } from './with-store.ts'

interface KpiOptions {
  readonly config: string
  readonly period: string
  readonly json?: true
  readonly csv?: true
}

const examples = `
Examples:
  $ ticketbound kpi
  $ ticketbound kpi --period 2026-Q1
  $ ticketbound kpi --period 2026-03-01/2026-04-01 --json
  $ ticketbound kpi --period 2026-03 --csv > march.csv`

/** Adds `ticketbound kpi`: how fast and how safe access was in a period. */
export function addKpi(program: Command, { io, finish }: CommandContext): void {
  program
    .command('kpi')
    .description('measure a period: how long people wait, how safe the access is, and what services did meanwhile')
    .addOption(configOption())
    .addOption(
      new Option('--period <period>', '2026, 2026-Q1, 2026-03, a day, FROM/UNTIL, or a length before the last night')
        .default('P30D')
        .argParser(someText),
    )
    .option('--json', 'print the figures as one JSON object, and nothing else')
    .addOption(new Option('--csv', 'print one figure a line as CSV').conflicts('json'))
    .addHelpText('after', examples)
    .action(async (options: KpiOptions) => {
      await measure(options, io)
      finish({})
    })
}

function measure(options: KpiOptions, io: Io): Promise<void> {
  const configuration = readConfig(options.config)
  const { config, policy, catalogue } = configuration
  return withExistingStore(config, async (store) => {
    const night = lastNightOf(store, config)
    const period = toPeriod(options.period, night, configuration)
    const services = servicesIn(period, configuration)
    const measured = computeKpis(store, night, { period, policy, catalogue })
    if (options.json) io.out.line(kpiJson(measured, services))
    else await io.out.lines(options.csv ? kpiCsvLines(measured) : kpiLines({ measured, services }, io.out))
  })
}

function toPeriod(text: string, { at }: NightResult, { policy }: Configuration): Period {
  const reading = parsePeriod(text, policy.zone, at)
  if (reading.ok) return reading.value
  const [fault] = reading.faults
  throw inputError({
    code: fault?.code ?? 'period-malformed',
    message: `--period: ${fault?.message ?? 'it cannot be read'}`,
    help: fault?.help ?? 'write it like 2026-03',
  })
}

/** The measures of services whose own period overlaps. */
function servicesIn({ from, until }: Period, { config, policy }: Configuration): readonly ServiceMeasure[] {
  if (config.service === undefined) return []
  return readServiceFile(config.service, policy.zone).filter(({ period }) => period.from < until && from < period.until)
}
