import { type AssessedControl, formatInstant } from '@ticketbound/core'

/** A control as `controls --json` prints it: one line, instants as RFC 3339. */
export function controlJson(assessed: AssessedControl): string {
  const { control, framework, title, checked, at, result, reason, open, accepted, checks, evidence } = assessed
  // `checked` by itself would be read as what became of the control, beside the result.
  const named = { control, framework, title, textChecked: checked }
  return JSON.stringify({ ...named, at: formatInstant(at), result, reason, open, accepted, checks, evidence })
}
