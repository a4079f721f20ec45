import { CommanderError } from 'commander'
import { TicketboundError } from '../errors.ts'
import { errorLines } from './error-lines.ts'
import { exitCode, type Outcome } from './exit-code.ts'
import type { Io } from './io.ts'
import { outcomeOfError } from './outcome-of-error.ts'
import { buildProgram } from './program.ts'

/**
 * Runs one command line (without `node` and the script) and gives its exit code. Never throws: whatever goes wrong is
 * told on standard error. A run ended by a signal gives 130 (SIGINT) or 143 (SIGTERM).
 */
export async function main(argv: readonly string[], io: Io): Promise<number> {
  let outcome: Outcome = {}
  const program = buildProgram({ io, finish: (reached) => (outcome = reached) })
  try {
    await program.parseAsync(argv, { from: 'user' })
    return exitCode(outcome)
  } catch (error) {
    if (io.signal.aborted) return stopped(io)
    return exitCode(outcomeOf(error, io))
  }
}

function stopped(io: Io): number {
  io.err.line('Stopped. Nothing that was stored before is lost; the same command begins this night again.')
  return io.signal.reason === 'SIGTERM' ? 143 : 130
}

function outcomeOf(error: unknown, io: Io): Outcome {
  // Commander has told its errors itself; help and version are errors only in how they end the parsing.
  if (error instanceof CommanderError) return error.exitCode === 0 ? {} : { input: true }
  io.err.line(`${io.err.paint.red('Error:')} ${errorLines(error).join('\n')}`)
  if (io.env.TICKETBOUND_DEBUG === '1') io.err.line(stackOf(error))
  if (!(error instanceof TicketboundError) && io.env.TICKETBOUND_DEBUG !== '1')
    io.err.line('With TICKETBOUND_DEBUG=1 the same command shows where it happened.')
  return outcomeOfError(error)
}

function stackOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  const cause = error.cause === undefined ? '' : `\nCaused by: ${stackOf(error.cause)}`
  return `${error.stack ?? error.message}${cause}`
}
