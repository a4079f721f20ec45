import {
  type AssessedControl,
  assessControls,
  type ControlResult,
  closest,
  controlIds,
  type Framework,
  formatInstant,
  frameworks,
  isFramework,
} from '@ticketbound/core'
import { type Command, InvalidArgumentError, Option } from 'commander'
import { type Configuration, readConfig } from '../config/read-config.ts'
import type { NightResult } from '../night/night-result.ts'
import type { Store } from '../store/store.ts'
import type { CommandContext } from './command-context.ts'
import { controlJson } from './control-json.ts'
import type { Io } from './io.ts'
import { configOption } from './options.ts'
import { type Paint, plain, type Style } from './output.ts'
import { table } from './table.ts'
import { lastNightOf, withExistingStore } from './with-store.ts'

interface ControlsOptions {
  readonly config: string
  readonly json?: true
  readonly framework?: Framework
}

const examples = `
Examples:
  $ ticketbound controls
  $ ticketbound controls --framework 800-53
  $ ticketbound controls --json > controls.ndjson`

/** Adds `ticketbound controls`: what the last night says about each control. */
export function addControls(program: Command, { io, finish }: CommandContext): void {
  program
    .command('controls')
    .description('say of each control what the last night checked, and with what result')
    .addOption(configOption())
    .option('--json', 'one control a line as JSON, with its checks and its evidence')
    .addOption(new Option('--framework <name>', 'only the controls of this framework').argParser(toFramework))
    .addHelpText('after', examples)
    .action(async (options: ControlsOptions) => {
      await listControls(options, io)
      finish({})
    })
}

function toFramework(text: string): Framework {
  if (isFramework(text)) return text
  const names = Object.keys(frameworks)
  const meant = closest(text, names)
  throw new InvalidArgumentError(meant === undefined ? `Use one of ${names.join(', ')}.` : `Did you mean ${meant}?`)
}

function listControls({ config: file, json, framework }: ControlsOptions, io: Io): Promise<void> {
  const configuration = readConfig(file)
  const { config } = configuration
  return withExistingStore(config, async (store) => {
    const night = lastNightOf(store, config)
    const assessed = assess(store, night, configuration).filter(
      (each) => framework === undefined || each.framework === framework,
    )
    await io.out.lines(json ? assessed.map(controlJson) : asText(assessed, night, io.out))
  })
}

function assess(store: Store, night: NightResult, { catalogue, policy }: Configuration): readonly AssessedControl[] {
  const state = store.night.stateOf(night.run)
  return assessControls(store.findings({ includeClosed: false }), {
    ...night,
    catalogued: catalogue !== undefined,
    gated: policy.gates.length > 0,
    ...((state === 'held' || state === 'discarded') && { unpublished: state }),
  })
}

function* asText(assessed: readonly AssessedControl[], { run, at }: NightResult, style: Style): Iterable<string> {
  const { paint, wrap } = style
  yield `Night ${run}, as of ${formatInstant(at)}.`
  for (const [framework, controls] of Map.groupBy(assessed, (each) => each.framework)) {
    yield ''
    yield paint.bold(frameworks[framework].title)
    yield* table(controls.map(cells)).map((row, index) => `  ${inColour(row, controls[index]?.result, paint)}`)
    if (controls.some(({ checked }) => !checked))
      yield* wrap(`  * not checked against its text: ${frameworks[framework].reading}`)
  }
  yield* reasonLines(assessed, style)
  yield ''
  yield* wrap('This is evidence for an assessor, and no statement that a control is met.')
}

function cells({ control, framework, title, checked, ...said }: AssessedControl): readonly string[] {
  const id = control.slice(framework.length + 1)
  return [checked ? id : `${id}*`, resultText(said), title]
}

function resultText({ result, open, accepted }: Pick<AssessedControl, 'result' | 'open' | 'accepted'>): string {
  if (result === 'no-deviation') return 'no deviation'
  if (result === 'not-assessed') return 'not assessed'
  return accepted === 0 ? `${open} open` : `${open} open, ${accepted} accepted`
}

/** Paints a row after it was laid out, because a colour would count as width. */
function inColour(row: string, result: ControlResult | undefined, paint: Paint): string {
  if (result === 'deviations') return paint.red(row)
  return result === 'not-assessed' ? paint.yellow(row) : row
}

/** Says once why something was not assessed, with the controls it is true of. */
function* reasonLines(assessed: readonly AssessedControl[], { paint, wrap }: Style): Iterable<string> {
  const reasons = Map.groupBy(
    assessed.filter((each) => each.reason !== undefined),
    (each) => each.reason ?? '',
  )
  if (reasons.size === 0) return
  yield ''
  yield paint.bold('Not assessed, in whole or in part')
  for (const [reason, controls] of reasons) {
    const ids = controls.map(({ control }) => control)
    yield* wrap(`  ${plain(reason)}: ${ids.length === controlIds.length ? 'every control' : ids.join(', ')}`)
  }
}
