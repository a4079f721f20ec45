import { bad, type Fault, good, quote, type Reading } from '../fault.ts'

const longestId = 256
const mark = /[\p{Cc}\u2028\u2029]/u
const ignorable = /\p{Default_Ignorable_Code_Point}/gu

/**
 * Reads an id: the name of a principal, an account, an entitlement, a ticket. Gives it NFC-normalised, so that one
 * name has one spelling. Faults are named for `field`: an id is 1 to 256 characters with no control character and no
 * white space around it, and shows at least one character.
 *
 * @see https://www.unicode.org/reports/tr15/
 */
export function readId(text: string, field: string): Reading<string> {
  if (isPlainId(text)) return good(text)
  const id = text.normalize('NFC')
  const wrong = whatIsWrong(id)
  return wrong === undefined ? good(id) : bad(malformed(text, wrong, field))
}

/**
 * The form by which two ids collide: ids that differ and fold alike look alike to people, and to systems that ignore
 * case. NFKC, lower case, and without the characters that are never shown.
 */
export function foldId(id: string): string {
  if (isFolded(id)) return id
  const shown = id.replace(ignorable, '').normalize('NFKC').toLowerCase()
  // Lower case writes a sigma at the end of a word differently; the fold must not know where a word ends.
  return shown.replaceAll('ς', 'σ').normalize('NFKC')
}

/** Printable ASCII of a proper length without spaces at its ends, which is how nearly every id is written. */
function isPlainId(text: string): boolean {
  const { length } = text
  if (length === 0 || length > longestId || text.charCodeAt(0) === 0x20 || text.charCodeAt(length - 1) === 0x20)
    return false
  for (let at = 0; at < length; at += 1) {
    const unit = text.charCodeAt(at)
    if (unit < 0x20 || unit > 0x7e) return false
  }
  return true
}

function isFolded(id: string): boolean {
  for (let at = 0; at < id.length; at += 1) {
    const unit = id.charCodeAt(at)
    if (unit > 0x7e || (unit >= 0x41 && unit <= 0x5a)) return false
  }
  return true
}

function whatIsWrong(id: string): string | undefined {
  if (id.length === 0) return 'is empty'
  if (id.length > longestId) return `is ${id.length} characters long`
  if (!id.isWellFormed()) return 'holds half of a character (a lone surrogate)'
  if (mark.test(id)) return 'holds a control character or a line break'
  if (id.trim() !== id) return 'has white space around it'
  return foldId(id) === '' ? 'shows no character' : undefined
}

function malformed(text: string, wrong: string, field: string): Fault {
  return {
    code: 'id-malformed',
    field,
    message: `${quote(text)} ${wrong}`,
    help: `write 1 to ${longestId} characters, with no control character and no white space around them`,
  }
}
