import { readFileSync, statSync } from 'node:fs'
import { canonicalJson, type FaultPath, type Json, type PathFault, quote } from '@ticketbound/core'
import {
  type Document,
  isAlias,
  isMap,
  isNode,
  isSeq,
  LineCounter,
  type Node,
  parseDocument,
  visit,
  type YAMLMap,
} from 'yaml'
import type { ConfigFault, ConfigReading, Place } from './config-fault.ts'

/** A YAML document as plain data, and where each part of it stands in its file. */
export interface YamlFile {
  readonly file: string
  readonly value: Json
  /** Where a member's key or a list's entry stands; what is missing stands where the nearest thing around it does. */
  readonly whereIs: (path: FaultPath) => Place
}

/** Says of each fault where in its file it is, in the order in which the file is read. */
export function locate(document: YamlFile, faults: readonly PathFault[]): readonly ConfigFault[] {
  return faults
    .map(({ path, ...fault }) => ({ ...fault, file: document.file, ...document.whereIs(path) }))
    .sort((one, other) => one.line - other.line || one.column - other.column)
}

/** The largest configuration file that is read, in bytes. */
export const largestYamlFile = 1_000_000

/** How often what an anchor names may be repeated: enough for people, too few for a file that unfolds without end. */
const mostAliases = 100

/** Reads one YAML file, which holds one document of plain data. Gives all that is wrong with it; never throws for that. */
export function readYamlFile(file: string): ConfigReading<YamlFile> {
  const text = readText(file)
  return text.ok ? parseYaml(file, text.value) : text
}

/** Reads the text of one YAML file; `file` is what faults call it. */
export function parseYaml(file: string, text: string): ConfigReading<YamlFile> {
  const lines = new LineCounter()
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, stringKeys: true })
  const place = (offset: number): Place => {
    const { line, col } = lines.linePos(offset)
    return { line: Math.max(1, line), column: Math.max(1, col) }
  }
  const problems = [...document.errors, ...document.warnings]
  if (problems.length > 0) {
    return {
      ok: false,
      faults: problems.map(({ code, message, pos }) => ({ file, ...place(pos[0]), ...explain(code, message) })),
    }
  }
  return plainData(file, document, (path) => place(offsetOf(document, path)))
}

function plainData(file: string, document: Document, whereIs: YamlFile['whereIs']): ConfigReading<YamlFile> {
  try {
    const value: Json = document.toJS({ maxAliasCount: mostAliases }) ?? null
    canonicalJson(value)
    return { ok: true, value: { file, value, whereIs } }
  } catch (error) {
    if (error instanceof RangeError) return oneFault(file, whereIs([]), isEndless(document) ? endlessAlias : notPlain)
    if (error instanceof ReferenceError)
      return oneFault(file, whereIs([]), { ...badAlias, message: `an alias cannot be followed: ${error.message}` })
    throw error
  }
}

const badAlias = {
  code: 'yaml-alias',
  help: 'write the repeated part out in full',
}

const endlessAlias = { ...badAlias, message: 'an alias stands within what it repeats' }

/** Whether something in the document is a part of itself. */
function isEndless(document: Document): boolean {
  let found = false
  visit(document, {
    Alias(_key, alias, around) {
      const repeated = alias.resolve(document)
      found ||= around.some((node) => node === repeated)
      return found ? visit.BREAK : undefined
    },
  })
  return found
}

const notPlain = {
  code: 'yaml-not-plain',
  message: 'the file holds a number that is none, or half of a character',
  help: 'remove .nan, .inf and \\ud800 escapes; write words and ordinary numbers',
}

function readText(file: string): ConfigReading<string> {
  try {
    const found = statSync(file)
    // A folder has a size too, which grows with what is in it.
    if (found.isDirectory()) return oneFault(file, undefined, folder)
    if (found.size > largestYamlFile) return oneFault(file, undefined, tooLarge(found.size))
    return { ok: true, value: new TextDecoder('utf-8', { fatal: true }).decode(readFileSync(file)) }
  } catch (error) {
    return oneFault(file, undefined, unreadable(error))
  }
}

const folder = { code: 'config-not-a-file', message: 'this is a folder', help: 'name the file inside it' }

function tooLarge(size: number) {
  return {
    code: 'config-too-large',
    message: `the file has ${size} bytes, and at most ${largestYamlFile} are read`,
    help: 'check that this is the file you mean',
  }
}

function unreadable(error: unknown) {
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  if (code === 'ENOENT' || code === 'ENOTDIR') {
    return {
      code: 'config-not-found',
      message: 'there is no such file',
      help: 'check the path, or let `ticketbound init` write a first one',
    }
  }
  if (code === 'ERR_ENCODING_INVALID_ENCODED_DATA') {
    return { code: 'config-not-utf8', message: 'the file is not UTF-8 text', help: 'save it as UTF-8' }
  }
  if (code === 'EACCES' || code === 'EPERM') {
    return {
      code: 'config-not-readable',
      message: 'the file may not be read',
      help: 'give this user the right to read it',
    }
  }
  throw error
}

function oneFault(
  file: string,
  place: Place | undefined,
  fault: Pick<ConfigFault, 'code' | 'message' | 'help'>,
): ConfigReading<never> {
  return { ok: false, faults: [{ file, ...place, ...fault }] }
}

function explain(code: string, message: string): Pick<ConfigFault, 'code' | 'message' | 'help'> {
  if (code === 'DUPLICATE_KEY')
    return { code: 'yaml-duplicate-key', message: 'this key stands here twice', help: 'keep one of the two' }
  if (code === 'MULTIPLE_DOCS') {
    return {
      code: 'yaml-several-documents',
      message: 'the file holds more than one document',
      help: 'remove everything from the second `---` on',
    }
  }
  if (code === 'TAG_RESOLVE_FAILED')
    return { code: 'yaml-tag', message: said(message), help: 'remove the tag; plain YAML is enough' }
  return { code: 'yaml-malformed', message: said(message), help: 'check indentation, quotes and colons around here' }
}

/** The library's own words, which may quote the file, on one line. */
function said(message: string): string {
  return quote(message).slice(1, -1)
}

function offsetOf(document: Document, path: FaultPath): number {
  let node = document.contents
  let offset = node?.range?.[0] ?? 0
  for (const step of path) {
    const around = resolved(node, document)
    const [found, at] = isMap(around) ? memberOf(around, step) : entryOf(around, step)
    if (at === undefined) break
    offset = at
    node = found
  }
  return offset
}

function resolved(node: Node | null, document: Document): Node | null | undefined {
  return isAlias(node) ? node.resolve(document) : node
}

function memberOf(map: YAMLMap, step: string | number): [Node | null, number | undefined] {
  for (const { key, value } of map.items) {
    if (isNode(key) && String(key.toJSON()) === String(step)) return [isNode(value) ? value : null, key.range?.[0]]
  }
  return [null, undefined]
}

function entryOf(node: Node | null | undefined, step: string | number): [Node | null, number | undefined] {
  const entry = isSeq(node) && typeof step === 'number' ? node.items[step] : undefined
  return isNode(entry) ? [entry, entry.range?.[0]] : [null, undefined]
}
