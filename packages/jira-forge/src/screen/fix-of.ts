import { type AllowedEnd, allowedEnd, type Entitlement, type RequestKind, requestKinds } from '@ticketbound/core'
import { type FieldMap, sourceOf } from '@ticketbound/jira'
import type { Drawn } from './drawn.ts'
import type { EditableField } from './editable-fields.ts'
import { kindWords } from './field-words.ts'
import type { Fix, FixChoice, ScreenFieldName } from './issue-screen.ts'
import { plainWords } from './plain-words.ts'

/** More choices than a list can show at once are searched. */
export const mostChoices = 20

const longestReason = 2000

/** What can be set of an issue, and how. */
type Settable = Pick<Drawn, 'map' | 'editable' | 'surroundings' | 'people' | 'reading' | 'now'>

/** How a field can be set in place by whoever looks; `undefined` where they may not, or no field of the issue says it. */
export function fixOf(field: ScreenFieldName, drawn: Settable): Fix | undefined {
  const editable = editableFor(field, drawn)
  if (editable === undefined) return undefined
  switch (field) {
    case 'expiresAt':
      return dateFix(editable, drawn)
    case 'entitlement':
      return entitlementFix(drawn)
    case 'kind':
    case 'level': {
      const choices = choicesFor(field, drawn)
      return choices.length > 0 ? { kind: 'choice', field, choices } : undefined
    }
    case 'principal':
    case 'owner':
    case 'requester':
      return personFix(field, editable, drawn)
    case 'justification':
      return { kind: 'text', field, least: drawn.surroundings.policy.justification, longest: longestReason }
    case 'exception':
      return editable.takes === 'text' ? { kind: 'text', field, least: 0, longest: 100 } : undefined
  }
}

/** The Jira field that stands for a part of the request, as far as whoever looks may set it. */
export function editableFor(
  field: ScreenFieldName,
  { map, editable }: Pick<Drawn, 'map' | 'editable'>,
): EditableField | undefined {
  const id = fieldIdOf(field, map)
  return id === undefined ? undefined : editable.get(id)
}

/** The id of the Jira field that stands for a part of the request. */
export function fieldIdOf(field: ScreenFieldName, map: FieldMap): string | undefined {
  const source = sourceOf(field, map)
  return source !== undefined && 'field' in source ? source.field : undefined
}

function dateFix({ takes }: EditableField, drawn: Settable): Fix | undefined {
  const ends = endsFor(drawn)
  if (!ends.possible || (takes !== 'day' && takes !== 'moment')) return undefined
  return { kind: 'date', field: 'expiresAt', min: ends.first, ...(ends.last !== undefined && { max: ends.last }) }
}

/** The last days that the request may name now: by its entitlement, its principal and the policy. */
export function endsFor({
  reading,
  surroundings,
  now,
}: Pick<Settable, 'reading' | 'surroundings' | 'now'>): AllowedEnd {
  return reading.ok ? allowedEnd(reading.desk.judged.line, surroundings, now) : { possible: false }
}

function entitlementFix(drawn: Settable): Fix | undefined {
  const choices = choicesFor('entitlement', drawn)
  if (choices.length === 0) return undefined
  const more = choices.length > mostChoices
  return { kind: 'entitlement', field: 'entitlement', choices: choices.slice(0, mostChoices), more }
}

function personFix(
  field: 'principal' | 'owner' | 'requester',
  { takes }: EditableField,
  drawn: Settable,
): Fix | undefined {
  if (takes === 'user') return { kind: 'user', field, suggested: field === 'owner' ? ownersToName(drawn) : [] }
  return takes === 'text' ? { kind: 'text', field, least: 1, longest: 200 } : undefined
}

/** The owners whom the catalogue gives, as far as they are active and their Jira account is known. */
function ownersToName({ reading, surroundings, people, now }: Settable): readonly FixChoice[] {
  if (!reading.ok) return []
  const { entitlements, people: directory } = surroundings
  const owners = entitlements.find(reading.desk.judged.line.entitlement)?.owners ?? []
  return owners.flatMap((name) => {
    const principal = directory.resolve(name)
    const account = people.accountOf(name)
    if (principal === undefined || account === undefined || !directory.isActive(principal, now)) return []
    return [{ value: account, label: people.person(name).name }]
  })
}

/** Everything that a list can be set to and that means something here: the option's id, or the text where there is no list. */
export function choicesFor(
  field: 'kind' | 'level' | 'entitlement',
  drawn: Pick<Settable, 'map' | 'editable' | 'surroundings'> & Partial<Pick<Settable, 'reading'>>,
): readonly FixChoice[] {
  const editable = editableFor(field, drawn)
  const meant = meanings(field, drawn)
  if (editable === undefined) return []
  if (editable.takes === 'text') return [...meant].map(([value, label]) => ({ value, label }))
  if (editable.takes !== 'option') return []
  const values = valuesOf(field, drawn.map)
  return editable.allowed.flatMap(({ id, text }) => {
    const label = meant.get(values.get(id) ?? values.get(text) ?? text)
    return label === undefined ? [] : [{ value: id, label }]
  })
}

/** What the map says of a field's values, by option id or by text. */
function valuesOf(field: ScreenFieldName, map: FieldMap): ReadonlyMap<string, string> {
  const source = sourceOf(field, map)
  return new Map(source !== undefined && 'field' in source ? Object.entries(source.values ?? {}) : [])
}

/** What the request can say there, and how it is shown. */
function meanings(
  field: 'kind' | 'level' | 'entitlement',
  { surroundings, reading }: Pick<Settable, 'surroundings'> & Partial<Pick<Settable, 'reading'>>,
): ReadonlyMap<string, string> {
  if (field === 'kind') return new Map(requestKinds.filter(asksForAccess).map((kind) => [kind, kindWords[kind]]))
  if (field === 'entitlement') {
    return new Map([...surroundings.entitlements.all()].filter(isOpen).map(({ id }) => [id, plainWords(id)]))
  }
  const entitlement = reading?.ok ? surroundings.entitlements.find(reading.desk.judged.line.entitlement) : undefined
  return new Map((entitlement?.levels ?? []).map((level) => [level, plainWords(level)]))
}

/** What asks for nothing passes every gate, so nobody is offered to make a request that. */
function asksForAccess(kind: RequestKind): boolean {
  return kind !== 'none'
}

function isOpen({ requestable }: Entitlement): boolean {
  return requestable
}
