import { parseEnd, parseInstant } from '../time/instant.ts'
import { readId } from './id.ts'
import { longestList, longestText } from './leaf-shapes.ts'
import { isRow, type Row, reservedNames } from './row.ts'

const noFields: Row = {}

/**
 * Takes the fields of one row at the pace of millions of rows: it says that something could not be taken, and leaves
 * what and why to the row's shape. What could not be taken is an empty text, NaN or an empty list, so that no rule
 * about two fields speaks of it.
 */
export class RowTaker {
  /** True once anything could not be taken. */
  failed = false
  /** The IANA zone in which bare dates end, one that `isZone` accepts. */
  readonly #zone: string

  constructor(zone: string) {
    this.#zone = zone
  }

  id(value: unknown): string {
    if (typeof value !== 'string') return this.#fail('')
    const reading = readId(value, '')
    return reading.ok ? reading.value : this.#fail('')
  }

  words(value: unknown): string {
    return typeof value === 'string' && value.length <= longestText && value.isWellFormed() ? value : this.#fail('')
  }

  someWords(value: unknown): string {
    return value === '' ? this.#fail('') : this.words(value)
  }

  /** True or false, also as CSV writes them. */
  flag(value: unknown): boolean {
    if (value === true || value === 'true') return true
    return value === false || value === 'false' ? false : this.#fail(false)
  }

  instant(value: unknown): number {
    if (typeof value !== 'string') return this.#fail(Number.NaN)
    const reading = parseInstant(value)
    return reading.ok ? reading.value : this.#fail(Number.NaN)
  }

  /** An instant, or a bare date that ends when its day does. */
  end(value: unknown): number {
    if (typeof value !== 'string') return this.#fail(Number.NaN)
    const reading = parseEnd(value, this.#zone)
    return reading.ok ? reading.value : this.#fail(Number.NaN)
  }

  /** One of the values allowed, else `otherwise`. */
  one<T extends string>(value: unknown, allowed: readonly T[], otherwise: T): T {
    for (const known of allowed) if (value === known) return known
    return this.#fail(otherwise)
  }

  ids(value: unknown): readonly string[] {
    return this.list(value, (taker, item) => taker.id(item))
  }

  list<T>(value: unknown, take: (taker: RowTaker, item: unknown) => T): readonly T[] {
    if (!Array.isArray(value) || value.length > longestList) return this.#fail([])
    const taken: T[] = []
    for (const item of value) taken.push(take(this, item))
    return taken
  }

  /** The row itself, if it is an object and has no field but `known`. */
  row(value: unknown, known: ReadonlySet<string>): Row {
    if (!isRow(value)) return this.#fail(noFields)
    for (const key in value) if (!known.has(key)) return this.#fail(value)
    return value
  }

  /** Names and ids; without a prototype, so that no name finds what nobody put there. */
  namedIds(value: unknown): Readonly<Record<string, string>> {
    const named: Record<string, string> = Object.create(null)
    if (!isRow(value)) return this.#fail(named)
    for (const [name, id] of Object.entries(value)) {
      if (reservedNames.has(name)) return this.#fail(named)
      named[this.id(name)] = this.id(id)
    }
    return named
  }

  #fail<T>(nothing: T): T {
    this.failed = true
    return nothing
  }
}
