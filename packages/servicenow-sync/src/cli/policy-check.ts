import type { PlacedReading } from '@ticketbound/documents'
import type { Command } from 'commander'
import { configFaultsError } from '../config/config-fault.ts'
import { tryConfig } from '../config/read-config.ts'
import { notesOn, type RuleFiles, readRules } from '../config/read-rules.ts'
import type { CommandContext } from './command-context.ts'
import type { Outcome } from './exit-code.ts'
import type { Io } from './io.ts'
import { configOption, someText } from './options.ts'
import { checkJson } from './rules-json.ts'
import { rulesLines } from './rules-lines.ts'

interface CheckOptions {
  readonly config: string
  readonly catalogue?: string
  readonly policy?: string
  readonly json?: true
}

const examples = `
Examples:
  $ ticketbound policy check
  $ ticketbound policy check --catalogue new/catalogue.yaml --policy new/policy.yaml
  $ ticketbound policy check --json

Exit codes: 0 no fault, 2 faults. What is worth a second look is no fault.`

/** Adds `ticketbound policy check`: tells everything that is wrong with the rules, or what they say. */
export function addPolicyCheck(policy: Command, { io, finish }: CommandContext): void {
  policy
    .command('check')
    .description('explain every fault of configuration, catalogue and policy, or say what was read')
    .addOption(configOption().conflicts(['catalogue', 'policy']))
    .option('--catalogue <file>', 'check this catalogue, without a configuration', someText)
    .option('--policy <file>', 'check this policy, without a configuration', someText)
    .option('--json', 'print faults, notes and what was read as JSON')
    .addHelpText('after', examples)
    .action(async (options: CheckOptions) => finish(await check(options, io)))
}

async function check(options: CheckOptions, io: Io): Promise<Outcome> {
  const reading = readAsked(options)
  const files = filesOf(options, reading)
  if (!reading.ok) {
    if (!options.json) throw configFaultsError(reading.faults)
    io.out.line(checkJson(files, reading.faults))
    return { input: true }
  }
  const { rules } = reading.value
  const notes = notesOn(rules)
  if (options.json) io.out.line(checkJson(files, [], { rules, notes }))
  else await io.out.lines(rulesLines(files, rules, notes, io.out))
  return {}
}

/** What was read, and the file of public keys that a configuration named beside it. */
interface Checked {
  readonly rules: RuleFiles
  readonly keys?: string
}

function readAsked({ config, catalogue, policy }: CheckOptions): PlacedReading<Checked> {
  if (catalogue !== undefined || policy !== undefined) {
    const alone = readRules({ ...(catalogue !== undefined && { catalogue }), ...(policy !== undefined && { policy }) })
    return alone.ok ? { ok: true, value: { rules: alone.value } } : alone
  }
  const reading = tryConfig(config)
  if (!reading.ok) return reading
  const { configuration, rules } = reading.value
  const keys = configuration.config.seals?.keys
  return { ok: true, value: { rules, ...(keys !== undefined && { keys }) } }
}

/** The files that were looked at, as far as they are known: a configuration that cannot be read names none. */
function filesOf({ config, catalogue, policy }: CheckOptions, reading: PlacedReading<Checked>): readonly string[] {
  const isAlone = catalogue !== undefined || policy !== undefined
  if (isAlone) return [catalogue, policy].filter((file) => file !== undefined)
  const named = reading.ok ? namedIn(reading.value) : reading.faults.map(({ file }) => file)
  return [...new Set([config, ...named])]
}

function namedIn({ rules, keys }: Checked): readonly string[] {
  return [rules.catalogueFile?.file, rules.policyFile?.file, keys].filter((file) => file !== undefined)
}
