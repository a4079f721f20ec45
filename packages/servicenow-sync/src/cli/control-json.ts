import { type AssessedControl, formatInstant } from '@ticketbound/core'

/** A control as `controls --json` prints it: one line, instants as RFC 3339. */
export function controlJson(assessed: AssessedControl): string {
  const { control, framework, title, checked, at, result, reason, open, accepted, checks, evidence } = assessed
  const printed = { control, framework, title, checked, at: formatInstant(at), result, reason, open, accepted }
  return JSON.stringify({ ...printed, checks, evidence })
}
