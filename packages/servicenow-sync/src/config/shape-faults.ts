import { closest, type Fault, type FaultPath, faultAt, type PathFault, quote } from '@ticketbound/core'
import type * as v from 'valibot'
import { configKeys, readable, sealKeys, sourceKeys } from './config-shape.ts'

/** Tells what keeps a document from being a configuration, in words for the operator. */
export function shapeFaults(issues: readonly v.BaseIssue<unknown>[], document: unknown): readonly PathFault[] {
  return [...reservedKeys(document), ...issues.map((issue) => faultAt(pathOf(issue), explain(issue)))]
}

/** The shape library steps over these keys silently, to keep prototypes safe; an unknown key must not be silent. */
const reserved = ['__proto__', 'prototype', 'constructor']

function reservedKeys(document: unknown): readonly PathFault[] {
  if (!isObject(document)) return []
  const sources = Array.isArray(document.sources) ? document.sources : []
  const places: [FaultPath, unknown][] = [
    [[], document],
    [['seals'], document.seals],
    ...sources.map((entry, i): [FaultPath, unknown] => [['sources', i], entry]),
  ]
  return places.flatMap(([path, entry]) =>
    reserved
      .filter((key) => isObject(entry) && Object.hasOwn(entry, key))
      .map((key) => faultAt([...path, key], unknownKey([...path, key]))),
  )
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null
}

function pathOf(issue: v.BaseIssue<unknown>): FaultPath {
  return (issue.path ?? []).map(({ key }) => (typeof key === 'number' ? key : String(key)))
}

function explain(issue: v.BaseIssue<unknown>): Omit<Fault, 'field'> {
  const { type, input } = issue
  if (type === 'never') return unknownKey(pathOf(issue))
  if (input === undefined || input === null) {
    return { code: 'config-key-missing', message: input === null ? 'has no value' : 'is missing', help: help(issue) }
  }
  if (type === 'regex') {
    return {
      code: 'config-value-not-allowed',
      message: `${quote(input)} is no name`,
      help: 'use up to 64 letters, digits, dots, dashes and underscores, and begin with a letter or a digit',
    }
  }
  return { code: 'config-value-not-allowed', message: `${shown(input)} is not allowed here`, help: help(issue) }
}

function unknownKey(path: FaultPath): Omit<Fault, 'field'> {
  const key = String(path.at(-1))
  const known = path.length === 1 ? configKeys : path[0] === 'seals' ? sealKeys : sourceKeys
  const meant = closest(key, known)
  return {
    code: 'config-key-unknown',
    message: 'is not a known key',
    help: meant === undefined ? `remove it; known here are ${known.join(', ')}` : `did you mean \`${meant}\`?`,
  }
}

function help({ type, expected, path }: v.BaseIssue<unknown>): string {
  const key = String(path?.at(-1)?.key)
  const wanted = type === 'object_with_rest' && expected !== 'Object' ? undefined : wantedWords(type, expected)
  return wanted === undefined ? `add it; ${keyHelp[key] ?? 'see `ticketbound init`'}` : wanted
}

/** What a key that must be there is for. */
const keyHelp: Readonly<Record<string, string>> = {
  store: 'it names the file that nights are kept in, such as ./ticketbound.db',
  sources: 'it lists what is read, and `ticketbound init` writes an example',
  name: 'it is what findings and reports call the source',
  reads: `it is one of ${readable.join(', ')}`,
  type: 'it says how the source is read, such as files',
  tenant: 'it is the site or instance that the gate names in each seal',
  keys: 'it names the file of public keys, such as ./seal-keys.json',
  path: 'it names a file or a folder, from the folder of this configuration',
}

function wantedWords(type: string, expected: string | null): string {
  if (type === 'picklist' || type === 'literal' || (type === 'variant' && expected !== 'Object')) {
    return `use ${(expected ?? '')
      .replace(/[()"]/g, '')
      .replaceAll(' | ', ', ')
      .replace(/, (?=[^,]*$)/, ' or ')}`
  }
  if (type === 'non_empty') return 'write something, or remove the key'
  if (type === 'max_length') return 'write something shorter'
  if (type === 'min_length' || type === 'array') return 'list at least one source'
  if (type === 'min_value' || type === 'max_value' || type === 'number')
    return 'write a share between 0 and 1, such as 0.001'
  if (type === 'boolean') return 'write true or false'
  if (type === 'string') return 'write a text, in quotes if it looks like a number'
  return 'write keys and values here, as `ticketbound init` does'
}

function shown(input: unknown): string {
  if (Array.isArray(input)) return 'a list'
  return typeof input === 'object' ? 'a group of keys' : quote(String(input))
}
