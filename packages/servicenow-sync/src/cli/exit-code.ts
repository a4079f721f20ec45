/** What happened while a command ran, as far as its exit code tells. */
export interface Outcome {
  /** The record no longer adds up. */
  readonly integrity?: boolean
  /** The configuration, the command line or what was read is wrong. */
  readonly input?: boolean
  /** A vendor failed; the other sources still ran. */
  readonly upstream?: boolean
  /** The night waits for a person to confirm it. */
  readonly held?: boolean
  /** There are findings at or above `--fail-on`. */
  readonly findings?: boolean
  /** A request is denied, or a change of the rules changes decisions where it must not. */
  readonly denied?: boolean
  /** Ticketbound itself is at fault. */
  readonly unexpected?: boolean
}

/** Gives the exit code of a command: of all that happened, what matters most. */
export function exitCode(outcome: Outcome): number {
  if (outcome.integrity) return 4
  if (outcome.input) return 2
  // EX_SOFTWARE of sysexits.h: none of the documented codes, so that nobody takes a defect for an answer.
  if (outcome.unexpected) return 70
  if (outcome.upstream) return 3
  if (outcome.held) return 5
  return outcome.findings || outcome.denied ? 1 : 0
}
