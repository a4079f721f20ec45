import { closest, type Fault, type FaultPath, faultAt, type PathFault, quote } from '@ticketbound/core'
import type * as v from 'valibot'
import { readable } from './config-shape.ts'
import { knownKeys } from './known-keys.ts'

/** Tells what keeps a document from being a configuration, in words for the operator. */
export function shapeFaults(issues: readonly v.BaseIssue<unknown>[], document: unknown): readonly PathFault[] {
  return [...reservedKeys(document), ...issues.map((issue) => faultAt(pathOf(issue), explain(issue, document)))]
}

/** The shape library steps over these keys silently, to keep prototypes safe; an unknown key must not be silent. */
const reserved = ['__proto__', 'prototype', 'constructor']

function reservedKeys(value: unknown, path: FaultPath = [], document: unknown = value): readonly PathFault[] {
  if (!isObject(value)) return []
  return Object.entries(value).flatMap(([key, member]) => {
    const at = [...path, Array.isArray(value) ? Number(key) : key]
    if (reserved.includes(key)) return [faultAt(at, unknownKey(at, document))]
    return reservedKeys(member, at, document)
  })
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null
}

function pathOf(issue: v.BaseIssue<unknown>): FaultPath {
  return (issue.path ?? []).map(({ key }) => (typeof key === 'number' ? key : String(key)))
}

function explain(issue: v.BaseIssue<unknown>, document: unknown): Omit<Fault, 'field'> {
  const { type, input, message } = issue
  const path = pathOf(issue)
  if (type === 'never') return unknownKey(path, document)
  if (input === undefined || input === null) {
    return { code: 'config-key-missing', message: input === null ? 'has no value' : 'is missing', help: help(issue) }
  }
  if (type === 'regex' && path.at(-1) === 'name') {
    return {
      code: 'config-value-not-allowed',
      message: `${quote(input)} is no name`,
      help: 'use up to 64 letters, digits, dots, dashes and underscores, and begin with a letter or a digit',
    }
  }
  const isSaid = type === 'check' || type === 'regex'
  return {
    code: 'config-value-not-allowed',
    // An address may hold a password, and a secret may stand where its place should.
    message: `${isSaid || secretKeys.has(String(path.at(-1))) ? 'this' : shown(input)} is not allowed here`,
    help: isSaid ? `write ${message}` : help(issue),
  }
}

const secretKeys: ReadonlySet<string> = new Set(['clientSecret', 'key', 'password', 'env', 'file', 'command'])

function unknownKey(path: FaultPath, document: unknown): Omit<Fault, 'field'> {
  const known = knownKeys(path.slice(0, -1), document)
  const meant = closest(String(path.at(-1)), known)
  return {
    code: 'config-key-unknown',
    message: 'is not a known key',
    help: meant === undefined ? `remove it; known here are ${known.join(', ')}` : `did you mean \`${meant}\`?`,
  }
}

function help({ type, expected, path }: v.BaseIssue<unknown>): string {
  const key = String(path?.at(-1)?.key)
  const wanted = type === 'object_with_rest' && expected !== 'Object' ? undefined : wantedWords(type, expected, key)
  return wanted === undefined ? `add it; ${keyHelp[key] ?? 'see `ticketbound init`'}` : wanted
}

/** What a key that must be there is for. */
const keyHelp: Readonly<Record<string, string>> = {
  store: 'it names the file that nights are kept in, such as ./ticketbound.db',
  sources: 'it lists what is read, and `ticketbound init` writes an example',
  name: 'it is what findings and reports call the source',
  reads: `it is one of ${readable.join(', ')}`,
  type: 'it says how, such as `type: files` for a source or `type: client-credentials` for `auth`',
  instance: 'it is the address of the instance, such as https://example.service-now.com',
  auth: 'it says how Ticketbound shows who it is, such as { type: client-credentials, clientId, clientSecret }',
  clientId: 'it is the id that the OAuth registry shows',
  clientSecret: 'it says where the secret is: { env: NAME }, { file: PATH } or { command: [PROGRAM, ARGUMENT] }',
  password: 'it says where the password is: { env: NAME }, { file: PATH } or { command: [PROGRAM, ARGUMENT] }',
  key: 'it says where the key is: { env: NAME }, { file: PATH } or { command: [PROGRAM, ARGUMENT] }',
  user: 'it is the user that the instance is read as',
  tenant: 'it is the site or instance that the gate names in each seal',
  keys: 'it names the file of public keys, such as ./seal-keys.json',
  path: 'it names a file or a folder, from the folder of this configuration',
}

/** Keys whose numbers count something; all others are shares. */
const counts: ReadonlySet<string> = new Set(['pageSize', 'concurrency', 'requestsPerHour'])

function isNumber(type: string): boolean {
  return type === 'number' || type === 'min_value' || type === 'max_value'
}

function wantedWords(type: string, expected: string | null, key: string): string {
  if (type === 'object_with_rest' && secretKeys.has(key)) {
    return 'say where the secret is: { env: NAME }, { file: PATH } or { command: [PROGRAM, ARGUMENT] }'
  }
  if (type === 'picklist' || type === 'literal' || (type === 'variant' && expected !== 'Object')) {
    return `use ${(expected ?? '')
      .replace(/[()"]/g, '')
      .replaceAll(' | ', ', ')
      .replace(/, (?=[^,]*$)/, ' or ')}`
  }
  if (type === 'non_empty') return 'write something, or remove the key'
  if (type === 'max_length') return 'write something shorter'
  if (type === 'min_length' || type === 'array')
    return key === 'command' ? 'list a program and its arguments' : 'list at least one source'
  if (type === 'integer' || (isNumber(type) && counts.has(key))) return 'write a whole number from 1 up'
  if (isNumber(type)) return 'write a share between 0 and 1, such as 0.001'
  if (type === 'boolean') return 'write true or false'
  if (type === 'string') return 'write a text, in quotes if it looks like a number'
  return 'write keys and values here, as `ticketbound init` does'
}

function shown(input: unknown): string {
  if (Array.isArray(input)) return 'a list'
  return typeof input === 'object' ? 'a group of keys' : quote(String(input))
}
