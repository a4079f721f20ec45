import type { Finding, Severity } from '@ticketbound/core'
import { type Paint, plain } from './output.ts'

/** Tells one finding to a person: how bad, what, what to do, and the id that other commands take. */
export function findingLines(finding: Finding, paint: Paint): readonly string[] {
  const { id, severity, state, message, action } = finding
  const mark = state === 'open' ? '' : ` (${state})`
  return [
    `${severityText(severity, paint)}  ${plain(message)}${mark}`,
    `${' '.repeat(10)}${plain(action)}`,
    `${' '.repeat(10)}${paint.dim(id)}`,
  ]
}

/** Writes a severity in its colour, as wide as the widest. */
export function severityText(severity: Severity, paint: Paint): string {
  const text = severity.padEnd(8)
  if (severity === 'critical') return paint.bold(paint.red(text))
  if (severity === 'high') return paint.red(text)
  return severity === 'medium' ? paint.yellow(text) : text
}
