import * as v from 'valibot'
import { closest } from '../closest.ts'
import { type Fault, quote } from '../fault.ts'
import { type FaultPath, faultAt, type PathFault } from '../path-fault.ts'

type Issue = v.BaseIssue<unknown>
type FaultText = Omit<Fault, 'field'>

/** Everything in which a value departs from a shape, as faults that name the field as the input spells it. */
export function shapeFaults(shape: v.GenericSchema, value: unknown): readonly PathFault[] {
  const result = v.safeParse(shape, value)
  return result.success ? [] : issueFaults(result.issues)
}

/** Tells a shape's issues as faults. */
export function issueFaults(issues: readonly Issue[]): readonly PathFault[] {
  return issues.map((issue) => faultAt(pathOf(issue), explain(issue)))
}

/** The same faults without their paths, for rows: a row is one line, and the field says where in it. */
export function withoutPaths(faults: readonly PathFault[]): readonly Fault[] {
  return faults.map(({ path: _path, ...fault }) => fault)
}

function pathOf(issue: Issue): FaultPath {
  return (issue.path ?? []).map(({ key }) => (typeof key === 'number' ? key : String(key)))
}

function explain(issue: Issue): FaultText {
  const { input, type } = issue
  if (type === 'never' || type === 'raw_check') return unknownField(issue)
  if (input === undefined || input === null) return missing(issue)
  if (type === 'raw_transform') return ownFault(issue)
  if (type === 'picklist' || type === 'union' || type === 'literal') return notAllowed(issue)
  if (type === 'max_length') return tooLong(issue)
  if (type === 'min_length' || type === 'non_empty')
    return { code: 'value-empty', message: 'is empty', help: 'give it a value' }
  if (type === 'integer' || type === 'min_value' || type === 'max_value') return outOfRange(issue)
  if (type === 'check') return halfCharacter
  return wrongType(issue)
}

const halfCharacter: FaultText = {
  code: 'text-malformed',
  message: 'holds half of a character (a lone surrogate)',
  help: 'write the text again; it was cut or converted in the middle of a character',
}

function unknownField({ path, message: known }: Issue): FaultText {
  const key = String(path?.at(-1)?.key)
  const meant = closest(key, known.split(', '))
  return {
    code: 'field-unknown',
    message: `${quote(key)} is not a field here`,
    help: meant === undefined ? `remove it or correct its name; known fields: ${known}` : `did you mean \`${meant}\`?`,
  }
}

function missing({ path, expected, input }: Issue): FaultText {
  const what = path === undefined ? 'there is nothing here' : `${quote(String(path.at(-1)?.key))} is missing`
  return {
    code: 'field-missing',
    message: input === null && path !== undefined ? `${what}: it is null` : what,
    help: path === undefined ? 'write keys and values here' : addition(expected),
  }
}

function addition(expected: string | null): string {
  return expected === null || /^"/.test(expected) ? 'add it' : `add it as ${sayExpected(expected)}`
}

/** A text's own fault, as `textOf` put it into the issue. */
function ownFault({ expected, received, message }: Issue): FaultText {
  return { code: expected ?? 'value-not-allowed', message: received, help: message }
}

function notAllowed({ expected, input }: Issue): FaultText {
  return {
    code: 'value-not-allowed',
    message: `${describe(input)} is not one of the values known here`,
    help: `use one of: ${sayExpected(expected ?? '')}`,
  }
}

function tooLong(issue: Issue): FaultText {
  const limit = 'requirement' in issue ? String(issue.requirement) : ''
  if (Array.isArray(issue.input)) {
    return { code: 'list-too-long', message: `has ${issue.input.length} entries`, help: `at most ${limit} are read` }
  }
  return {
    code: 'text-too-long',
    message: `is ${String(issue.input).length} characters long`,
    help: `at most ${limit} are read`,
  }
}

function outOfRange({ expected, input }: Issue): FaultText {
  const allowed = expected === null ? 'a whole number' : `a number ${expected}`
  return { code: 'value-not-allowed', message: `${describe(input)} is not allowed here`, help: `use ${allowed}` }
}

function wrongType({ expected, input }: Issue): FaultText {
  const wanted = sayExpected(expected ?? 'Object')
  const isLooseText = wanted === 'a text' && (typeof input === 'number' || typeof input === 'boolean')
  return {
    code: 'field-wrong-type',
    message: `${describe(input)} stands where ${wanted} is expected`,
    help: isLooseText ? 'put it in quotes' : `write ${wanted}`,
  }
}

const typeWords: Readonly<Record<string, string>> = {
  string: 'a text',
  number: 'a number',
  boolean: 'true or false',
  Array: 'a list',
  Object: 'an object',
  unknown: 'an object',
}

/** Turns valibot's way of saying what it expects into words: `("a" | "b")` is `a, b`. */
function sayExpected(expected: string): string {
  const options = expected.replace(/^\(|\)$/g, '').split(' | ')
  return options.map((option) => typeWords[option] ?? option.replaceAll('"', '')).join(', ')
}

function describe(input: unknown): string {
  if (typeof input === 'string') return quote(input)
  if (typeof input === 'number' || typeof input === 'boolean' || typeof input === 'bigint') return quote(String(input))
  if (Array.isArray(input)) return 'a list'
  return typeof input === 'object' ? 'an object' : `a ${typeof input}`
}
