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
import type { Place, PlacedFault, PlacedReading } from './placed-fault.ts'

/** A YAML document as plain data, and where each part of it stands in its file. */
export interface YamlFile {
  readonly file: string
  readonly value: Json
  /** Where a member's key or a list's entry stands; what is missing stands where the nearest thing around it does. */
  readonly whereIs: (path: FaultPath) => Place
}

/** Says of each fault where in its file it is, in the order in which the file is read. */
export function locate(document: YamlFile, faults: readonly PathFault[]): readonly PlacedFault[] {
  return faults
    .map(({ path, ...fault }) => ({ ...fault, file: document.file, ...document.whereIs(path) }))
    .sort((one, other) => one.line - other.line || one.column - other.column)
}

/** How often what an anchor names may be repeated: enough for people, too few for a file that unfolds without end. */
const mostAliases = 100

/** Reads the text of one YAML file; `file` is what faults call it. */
export function parseYaml(file: string, text: string): PlacedReading<YamlFile> {
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

function plainData(file: string, document: Document, whereIs: YamlFile['whereIs']): PlacedReading<YamlFile> {
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

function oneFault(
  file: string,
  place: Place | undefined,
  fault: Pick<PlacedFault, 'code' | 'message' | 'help'>,
): PlacedReading<never> {
  return { ok: false, faults: [{ file, ...place, ...fault }] }
}

function explain(code: string, message: string): Pick<PlacedFault, 'code' | 'message' | 'help'> {
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
