import { type Fault, quote } from '../fault.ts'
import { sayPath } from '../path-fault.ts'

/** The most levels of lists and objects that are read; a row has four. */
export const deepestNesting = 64

const quotationMark = 0x22
const comma = 0x2c
const openingBracket = 0x5b
const backslash = 0x5c
const closingBracket = 0x5d
const openingBrace = 0x7b
const closingBrace = 0x7d

/** What is open: the keys so far of an object, the last being the one that is read, or the position in a list. */
type Level = Set<string> | number

/**
 * Reads through a text that is known to be JSON, and gives the first fault that a parsed value does not show: a key
 * that stands twice in one object, however it is escaped, or nesting deeper than is read. It is a loop with a stack of
 * its own, because a text of a megabyte can be nested deeper than calls can.
 */
export function scanJson(text: string): Fault | undefined {
  const levels: Level[] = []
  /** The keys of the object whose next key is due, if one is. */
  let due: Set<string> | undefined
  for (let at = 0; at < text.length; at += 1) {
    const char = text.charCodeAt(at)
    if (char === quotationMark) {
      const end = endOfString(text, at)
      if (due !== undefined) {
        const key = keyBetween(text, at, end)
        if (due.has(key)) return keyRepeated(levels, key)
        due.add(key)
        due = undefined
      }
      at = end
    } else if (char === openingBrace || char === openingBracket) {
      if (levels.length === deepestNesting) return nestedTooDeep
      due = char === openingBrace ? new Set() : undefined
      levels.push(due ?? 0)
    } else if (char === closingBrace || char === closingBracket) {
      levels.pop()
    } else if (char === comma) {
      due = dueAfterComma(levels)
    }
  }
  return undefined
}

function dueAfterComma(levels: Level[]): Set<string> | undefined {
  const level = levels.at(-1)
  if (typeof level !== 'number') return level
  levels[levels.length - 1] = level + 1
  return undefined
}

/** Where the string that opens at `from` closes: the next quotation mark that no odd number of backslashes precedes. */
function endOfString(text: string, from: number): number {
  for (let end = text.indexOf('"', from + 1); end !== -1; end = text.indexOf('"', end + 1)) {
    let before = end
    while (text.charCodeAt(before - 1) === backslash) before -= 1
    if ((end - before) % 2 === 0) return end
  }
  return text.length
}

/** A key as it is meant: `"a"` and `"\u0061"` are the same. */
function keyBetween(text: string, from: number, end: number): string {
  const raw = text.slice(from + 1, end)
  return raw.includes('\\') ? String(JSON.parse(text.slice(from, end + 1))) : raw
}

function keyRepeated(levels: readonly Level[], key: string): Fault {
  const outer = levels.slice(0, -1).map((level) => (typeof level === 'number' ? level : ([...level].at(-1) ?? '')))
  return {
    code: 'key-repeated',
    field: sayPath([...outer, key]),
    message: `${quote(key)} stands twice in one object`,
    help: 'keep one of the two: of two readers, one would take the first and the other the last',
  }
}

const nestedTooDeep: Fault = {
  code: 'nested-too-deep',
  message: `lists and objects are nested more than ${deepestNesting} levels deep`,
  help: 'write it as the exchange formats show it; nothing in them is nested more than a few levels',
}
