import { existsSync } from 'node:fs'
import { formatInstant, type Instant } from '@ticketbound/core'
import type { Command } from 'commander'
import { type Configuration, readConfig } from '../config/read-config.ts'
import { type Decided, decideOne } from '../decide/decide-one.ts'
import { inputError, TicketboundError } from '../errors.ts'
import type { CommandContext } from './command-context.ts'
import { decisionJson } from './decision-json.ts'
import { decisionLines } from './decision-lines.ts'
import type { Outcome } from './exit-code.ts'
import type { Io } from './io.ts'
import { configOption, someText, toInstant } from './options.ts'
import { readRequestText } from './request-text.ts'
import { withStore } from './with-store.ts'

interface DecideOptions {
  readonly config: string
  readonly request?: string
  readonly at?: Instant
  readonly json?: true
}

const examples = `
Examples:
  $ ticketbound decide --request request.json
  $ ticketbound decide --request - --json < request.json
  $ curl -s "$REQUEST_URL" | ticketbound decide --request - --json

The request is one row of requests.ndjson. It may leave out source, number, state and, where nothing was decided yet,
openedAt; and kind and entitlement where the catalogue says what its item stands for. It is held against what the last
night saw. Before acting, a native approval counts only if \`changes\` gives the field history: \`[]\` where nothing changed.

Exit codes: 0 allowed, 1 denied, 2 wrong configuration or input. Whatever is not 0 is a no.`

/** Adds `ticketbound decide`: says whether one request may be acted on. */
export function addDecide(program: Command, { io, finish }: CommandContext): void {
  program
    .command('decide')
    .description('decide whether one request may be acted on, before anybody acts on it')
    .addOption(configOption())
    .option('--request <file>', 'the request as JSON; - reads standard input', someText)
    .option('--at <instant>', 'decide as of this instant, not before the last night (default: now)', toInstant)
    .option('--json', 'print the decision as JSON, and nothing else, on standard output')
    .addHelpText('after', examples)
    .action(async (options: DecideOptions) => finish(await decideOrExplain(options, io)))
}

/** A flow that reads the answer must find a no there also where nothing could be decided. */
async function decideOrExplain(options: DecideOptions, io: Io): Promise<Outcome> {
  try {
    const at = options.at ?? io.now()
    const decided = await decideNow(options, at, io)
    if (options.json) io.out.line(answerJson(decided, at))
    else await io.out.lines(answerLines(decided, at, io))
    return { denied: !decided.decision.allowed }
  } catch (error) {
    if (options.json) io.out.line(errorJson(error))
    throw error
  }
}

async function decideNow({ config: file, request }: DecideOptions, at: Instant, io: Io): Promise<Decided> {
  if (request === undefined) {
    throw inputError({
      code: 'request-not-named',
      message: 'no request is named',
      help: 'add `--request FILE`, or `--request -` for standard input',
    })
  }
  const configuration = readConfig(file)
  const text = await readRequestText(request, io)
  return withStoreIfAny(configuration, (store) => decideOne(text, configuration, store, at))
}

function withStoreIfAny(
  { config }: Configuration,
  work: (store: Parameters<typeof decideOne>[2]) => Promise<Decided>,
): Promise<Decided> {
  // No decision makes a store: where there was no night, nothing is known of anybody's access.
  return existsSync(config.store) ? withStore(config.store, work) : work(undefined)
}

function answerJson({ line, decision, night }: Decided, at: Instant): string {
  const { allowed, ...rest } = decisionJson(line, decision)
  const since = night ? { run: night.run, at: formatInstant(night.at) } : null
  return JSON.stringify({ allowed, at: formatInstant(at), night: since, ...rest })
}

function answerLines({ line, decision, night }: Decided, at: Instant, { out }: Io): readonly string[] {
  const known = night
    ? `As of ${formatInstant(at)}, by what the night of ${formatInstant(night.at)} saw.`
    : `As of ${formatInstant(at)}. No night has been run, so nothing is known of anybody's access.`
  return [...decisionLines(line, decision, out), ...out.wrap(known)]
}

function errorJson(error: unknown): string {
  const known = error instanceof TicketboundError
  const { code, message, help } = known ? error : { ...unexpected, message: String(error) }
  return JSON.stringify({ allowed: false, error: { code, message, help } })
}

const unexpected = {
  code: 'unexpected',
  help: 'Ticketbound did not expect this; please report it with what led up to it',
}
