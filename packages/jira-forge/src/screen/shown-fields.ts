import { type Fault, lastDayBefore, materialFields, type RequestLine, type Violation } from '@ticketbound/core'
import { fieldOfPart, readPart, requestParts } from '@ticketbound/jira'
import type { Drawn } from './drawn.ts'
import { fieldLabels, kindWords } from './field-words.ts'
import { fieldIdOf, fixOf } from './fix-of.ts'
import type { ScreenField, ScreenFieldName, ScreenViolation, ShownValue } from './issue-screen.ts'
import { plainWords } from './plain-words.ts'

const longestShown = 2000
const material: ReadonlySet<string> = new Set(materialFields)
const people: ReadonlySet<ScreenFieldName> = new Set(['principal', 'owner', 'requester'])

/** The fields of a request with what is wrong with each, and what is wrong beside them. */
export interface ShownFields {
  readonly fields: readonly ScreenField[]
  readonly others: readonly ScreenViolation[]
}

/** Shows every field that an issue says or could say, in the order of the exchange format. */
export function shownFields(drawn: Drawn): ShownFields {
  const { reading } = drawn
  const told = reading.ok
    ? byField(reading.desk.judged.decision.request.violations, drawn)
    : faultsByField(reading.faults, drawn)
  const fields = requestParts.filter((field) => isShown(field, drawn, told)).map((field) => toField(field, drawn, told))
  const others = [...told].filter(([field]) => !fields.some((it) => it.field === field)).flatMap(([, list]) => list)
  return { fields, others }
}

type Told = ReadonlyMap<string, readonly ScreenViolation[]>

/** A field that nothing stands for and nothing is wrong with would only be in the way. */
function isShown(field: ScreenFieldName, { map, reading }: Drawn, told: Told): boolean {
  if (told.has(field) || fieldIdOf(field, map) !== undefined) return true
  return reading.ok && reading.desk.judged.line[field] !== undefined
}

function toField(field: ScreenFieldName, drawn: Drawn, told: Told): ScreenField {
  const fix = fixOf(field, drawn)
  return {
    field,
    label: fieldLabels[field],
    shown: drawn.reading.ok ? shownOf(field, drawn.reading.desk.judged.line, drawn) : shownAsWritten(field, drawn),
    material: material.has(field),
    violations: (told.get(field) ?? []).map((violation) => (fix ? violation : withWhere(violation))),
    ...(fix && { fix }),
  }
}

function shownOf(field: ScreenFieldName, line: RequestLine, drawn: Drawn): ShownValue {
  const { expiresAt, kind } = line
  if (field === 'expiresAt') {
    const { zone } = drawn.surroundings.policy
    return expiresAt === undefined ? { as: 'nothing' } : { as: 'day', day: lastDayBefore(expiresAt, zone) }
  }
  if (field === 'kind') return { as: 'text', text: kindWords[kind] }
  return shownText(field, line[field], drawn)
}

/** What stands in the field, where the issue as a whole cannot be read. */
function shownAsWritten(field: ScreenFieldName, drawn: Drawn): ShownValue {
  const text = readPart(field, drawn.issue, drawn.map)
  return shownText(field, text.ok ? text.value : undefined, drawn)
}

function shownText(field: ScreenFieldName, text: string | undefined, drawn: Drawn): ShownValue {
  if (text === undefined || text === '') return { as: 'nothing' }
  return people.has(field)
    ? { as: 'person', person: drawn.people.person(text) }
    : { as: 'text', text: plainWords(text, longestShown) }
}

function byField(violations: readonly Violation[], { people: shown }: Drawn): Told {
  return grouped(
    violations.map(({ code, field, message, remedy }) => [
      field,
      { code, message: shown.say(message), remedy: shown.say(remedy) },
    ]),
  )
}

/** A fault names the Jira field; whoever looks at the screen knows what it stands for. */
function faultsByField(faults: readonly Fault[], { map, people: shown }: Drawn): Told {
  return grouped(
    faults.map((fault) => {
      const part = requestParts.find((it) => fieldOfPart(it, map) === fault.field)
      const message = part === undefined ? fault.message : fault.message.replace(`${part}: `, '')
      return [
        part ?? 'number',
        { code: fault.code, message: shown.say(asSentence(message)), remedy: shown.say(asSentence(fault.help)) },
      ]
    }),
  )
}

function grouped(told: readonly (readonly [string, ScreenViolation])[]): Told {
  const byName = new Map<string, ScreenViolation[]>()
  for (const [field, violation] of told) byName.set(field, [...(byName.get(field) ?? []), violation])
  return byName
}

/** What cannot be set here has to be set by somebody else, or somewhere else. */
function withWhere(violation: ScreenViolation): ScreenViolation {
  const where = ' You cannot set this here: do it where the field is kept, or ask somebody who may edit this issue.'
  return { ...violation, remedy: [...violation.remedy, where] }
}

function asSentence(words: string): string {
  const sentence = `${words.charAt(0).toUpperCase()}${words.slice(1)}`
  return /[.!?]$/.test(sentence) ? sentence : `${sentence}.`
}
