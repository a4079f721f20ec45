import {
  closest,
  type FindingKind,
  findingKinds,
  type Instant,
  isFindingKind,
  parseEnd,
  parseInstant,
  quote,
  type Severity,
  severities,
} from '@ticketbound/core'
import { InvalidArgumentError, Option } from 'commander'
import { inputError } from '../errors.ts'

/** The option that names the configuration file. */
export function configOption(): Option {
  return new Option('--config <file>', 'the configuration file').default('./ticketbound.yaml').argParser(someText)
}

/** An option whose value is a severity. */
export function severityOption(flag: string, description: string): Option {
  return new Option(`${flag} <severity>`, description).argParser(toSeverity)
}

/** Who answers for a decision; it must be given. */
export function ownerOption(): Option {
  return new Option('--owner <who>', 'who answers for this decision').argParser(someText).makeOptionMandatory()
}

/** Why a decision is taken; it must be given. */
export function reasonOption(): Option {
  return new Option('--reason <text>', 'why, in words an auditor understands').argParser(someText).makeOptionMandatory()
}

/** When a decision ends; it must be given. What it means depends on the policy's zone: see `endAfter`. */
export function untilOption(): Option {
  return new Option('--until <when>', 'its last day, such as 2026-12-31, or an instant with its zone')
    .argParser(someText)
    .makeOptionMandatory()
}

/** Reads a text that says something. */
export function someText(text: string): string {
  const trimmed = text.trim()
  if (trimmed === '') throw new InvalidArgumentError('It is empty.')
  if (trimmed.length > 2000) throw new InvalidArgumentError('It is longer than 2000 characters.')
  return trimmed
}

/** Reads an instant, which must name its zone. */
export function toInstant(text: string): Instant {
  const reading = parseInstant(text)
  if (reading.ok) return reading.value
  throw new InvalidArgumentError(reading.faults.map(({ message, help }) => `${message}; ${help}.`).join(' '))
}

/** Reads the name of a kind of finding. */
export function toKind(text: string): FindingKind {
  if (isFindingKind(text)) return text
  const meant = closest(text, findingKinds)
  throw new InvalidArgumentError(
    meant === undefined ? '`ticketbound findings --kinds` lists them.' : `Did you mean ${meant}?`,
  )
}

function toSeverity(text: string): Severity {
  const severity = severities.find((each) => each === text)
  if (severity === undefined) throw new InvalidArgumentError(`Use one of ${severities.join(', ')}.`)
  return severity
}

/**
 * Reads when a decision ends: an instant, or a day, whose end is in `zone`.
 * Throws an input error where it is none, or does not lie after `after`.
 */
export function endAfter(text: string, zone: string, after: Instant): Instant {
  const reading = parseEnd(text, zone)
  if (!reading.ok) {
    const [fault] = reading.faults
    throw inputError({
      code: fault?.code ?? 'until-malformed',
      message: `--until: ${fault?.message ?? quote(text)}`,
      help: fault?.help ?? 'write it like 2026-12-31',
    })
  }
  if (reading.value <= after) {
    throw inputError({
      code: 'until-over',
      message: `--until: ${quote(text)} is not after the last night`,
      help: 'name a day in the future',
    })
  }
  return reading.value
}
