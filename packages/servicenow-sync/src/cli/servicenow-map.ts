import { existsSync } from 'node:fs'
import { locate, type YamlFile } from '@ticketbound/documents'
import { type Command, InvalidArgumentError, Option } from 'commander'
import { configFaultsError } from '../config/config-fault.ts'
import type { Leniency } from '../config/house-faults.ts'
import { type ConfigFiles, tryConfig } from '../config/read-config.ts'
import { configError } from '../errors.ts'
import { guessesOf } from '../servicenow/map/guesses-of.ts'
import { proposeMap } from '../servicenow/map/propose-map.ts'
import type { CheckedSurvey, OpenSurvey } from '../servicenow/survey/open-survey.ts'
import { userAgent } from '../user-agent.ts'
import type { CommandContext } from './command-context.ts'
import type { Outcome } from './exit-code.ts'
import { instanceOf } from './instance-of.ts'
import type { Io } from './io.ts'
import { type CheckedMap, isFine, mapCheckLines } from './map-check-lines.ts'
import { mapCheckJson, mapProposalJson } from './map-json.ts'
import { mapProposalLines } from './map-proposal-lines.ts'
import { configOption, someText } from './options.ts'
import { plain } from './output.ts'
import { nextSteps, placeOfMap, putMap, wouldOverwrite } from './put-map.ts'

interface MapOptions {
  readonly config: string
  readonly check?: true
  readonly propose?: true
  readonly write?: string
  readonly force?: true
  readonly sample: number
  readonly json?: true
}

const examples = `
Examples:
  $ ticketbound servicenow map                             check the map that is there, or else propose one
  $ ticketbound servicenow map --write servicenow-map.yaml
  $ ticketbound servicenow map --propose --write servicenow-map.yaml --force
  $ ticketbound servicenow map --check --sample 1000 --json

Exit codes: 0 done or nothing to look at, 1 something in the map to look at, 2 wrong configuration, 3 the instance failed.`

/** Adds `ticketbound servicenow map`: proposes what the tickets of an instance mean, and checks what a map says of it. */
export function addServiceNowMap(servicenow: Command, { io, finish }: CommandContext): void {
  servicenow
    .command('map')
    .description('propose a servicenow-map.yaml from the catalogue of the instance, or hold the one there against it')
    .addOption(configOption())
    .addOption(new Option('--check', 'hold the map against the instance; the default where there is one'))
    .addOption(new Option('--propose', 'propose a map; the default where there is none').conflicts('check'))
    .addOption(new Option('--write <file>', 'write the proposed map there').argParser(someText).conflicts('check'))
    .addOption(new Option('--force', 'write over a file that is there').conflicts('check'))
    .addOption(
      new Option('--sample <tickets>', 'read so many of the latest tickets with the map')
        .argParser(toCount)
        .default(200),
    )
    .option('--json', 'print the map, or what was found of it, as one JSON object')
    .addHelpText('after', examples)
    .action(async (options: MapOptions) => finish(await map(options, io)))
}

function toCount(text: string): number {
  if (/^\d{1,4}$/.test(text)) return Number(text)
  throw new InvalidArgumentError('Use a whole number from 0 to 9999.')
}

async function map(options: MapOptions, io: Io): Promise<Outcome> {
  const files = read(options.config, { withoutMap: true })
  const there = files.configuration.config.servicenow?.map
  const isProposed = options.propose === true || options.write !== undefined
  const isChecked = options.check === true || (!isProposed && there !== undefined && existsSync(there))
  return isChecked ? check(options, io) : propose(files, options, io)
}

function read(file: string, leniency: Leniency = {}): ConfigFiles {
  const reading = tryConfig(file, leniency)
  if (!reading.ok) throw configFaultsError(reading.faults)
  return reading.value
}

async function propose({ configuration }: ConfigFiles, options: MapOptions, io: Io): Promise<Outcome> {
  const { config, catalogue } = configuration
  const { instance } = instanceOf(configuration)
  const { facts, gaps: unseen, uncounted } = await looking(configuration, io, (survey) => survey.catalogue())
  const text = proposeMap(facts, catalogue)
  const gaps = [...unseen, ...(uncounted === undefined ? [] : [uncounted])]
  const proposal = { instance, text, items: facts.items.length, guesses: guessesOf(facts.items), gaps }
  if (options.json) io.out.line(mapProposalJson(proposal))
  await io.err.lines(mapProposalLines(proposal, io.err))
  const { write } = options
  if (write !== undefined) await put(write, text, options, io)
  else if (!options.json) io.out.text(text)
  const place = placeOfMap(config)
  await io.err.lines(nextSteps({ config, place, ...(write !== undefined && { written: write }) }))
  return {}
}

async function put(file: string, text: string, { force = false, json }: { force?: boolean; json?: true }, io: Io) {
  // Beside JSON there is nothing else on standard output.
  const out = json ? io.err : io.out
  const { outcome, difference } = putMap(file, text, force)
  await out.lines(difference.map(plain))
  if (outcome === 'kept') throw wouldOverwrite(file)
  out.line(outcome === 'written' ? `Wrote ${plain(file)}` : `${plain(file)} is so already`)
}

async function check({ config, sample, json }: MapOptions, io: Io): Promise<Outcome> {
  const { configuration, map: file } = read(config)
  const { map } = configuration
  const { instance } = instanceOf(configuration)
  if (map === undefined || file === undefined) throw noMap(configuration.config.file)
  const found = await looking(configuration, io, (survey) => survey.check(map, sample))
  const checked = placed(found, file, instance)
  if (json) io.out.line(mapCheckJson(checked))
  else await io.out.lines(mapCheckLines(checked, io.out))
  return { findings: !isFine(checked) }
}

function noMap(file: string) {
  return configError({
    code: 'servicenow-map-missing',
    message: `${file} names no map to check`,
    help: 'add `map: ./servicenow-map.yaml` to `servicenow`; `ticketbound servicenow map` proposes one',
  })
}

function placed({ notes, sample, gaps }: CheckedSurvey, file: YamlFile, instance: string): CheckedMap {
  const faults = sample.faults.map(({ code, tickets, number, example: { field, help }, path }) => ({
    code,
    tickets,
    example: number,
    ...(field !== undefined && { field }),
    help,
    file: file.file,
    ...file.whereIs(path),
  }))
  return { instance, file: file.file, notes: locate(file, notes), sample: { ...sample, faults }, gaps }
}

const clearLine = '\r\u001b[2K'

/** What speaks to the instance takes its time to load, so only this command waits for that. */
async function looking<T>(
  configuration: ConfigFiles['configuration'],
  { err, env, now, signal }: Io,
  look: (survey: OpenSurvey) => Promise<T>,
): Promise<T> {
  const { openSurvey } = await import('../servicenow/survey/open-survey.ts')
  const onTable = (table: string): void => {
    if (err.isTerminal) err.text(`${clearLine}${err.paint.dim(`Reading ${plain(table)}`)}`)
  }
  const entry = instanceOf(configuration)
  const survey = await openSurvey(entry, { env, userAgent: userAgent(), now: now(), onTable, signal })
  try {
    return await look(survey)
  } finally {
    if (err.isTerminal) err.text(clearLine)
    survey.close()
  }
}
