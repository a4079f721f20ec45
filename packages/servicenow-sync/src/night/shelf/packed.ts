/**
 * Millions of rows pass through the night as text: one record a line, its fields parted by tabs. Packed so, a row takes
 * a third of the room of its JSON and a third of the time to write and to read. Lists lie inside a field, parted by
 * control characters. None of these can occur in an id, and words for people are written as JSON, which escapes them.
 * Ids and words are never written as nothing, so a field with nothing in it is a value that is absent.
 */
export const betweenFields = '\t'
/** Parts the fields of one entry of a list. */
export const betweenParts = '\u001f'
const betweenEntries = '\u001e'
const emptyList = '\u001d'
/** Parts the ids of a list that lies inside an entry of a list. */
const betweenIds = '\u001c'

/** A value whose fields are set one after another, so that rows of one file share few shapes in memory. */
export type Draft<T> = { -readonly [Key in keyof T]: T[Key] }

/** Writes an id or a number that may be absent. */
export function packed(value: string | number | undefined): string | number {
  return value ?? ''
}

/** Writes words for people, which may hold any character and may be absent. */
export function packedWords(words: string | undefined): string {
  return words === undefined ? '' : JSON.stringify(words)
}

/** Reads words that are there. */
export function parseWords(field: string): string {
  return String(JSON.parse(field))
}

/** Writes a list that may be absent, which is not the same as empty. */
export function packedList<T>(items: readonly T[] | undefined, write: (item: T) => string): string {
  if (items === undefined) return ''
  return items.length === 0 ? emptyList : items.map(write).join(betweenEntries)
}

/** Reads a list that is there. */
export function parseList<T>(field: string, read: (entry: string) => T): readonly T[] {
  return field === emptyList ? [] : field.split(betweenEntries).map(read)
}

/** Writes a list of ids that lies inside an entry and may be absent. */
export function packedIds(ids: readonly string[] | undefined): string {
  if (ids === undefined) return ''
  return ids.length === 0 ? emptyList : ids.join(betweenIds)
}

/** Reads a list of ids that is there. */
export function parseIds(part: string): readonly string[] {
  return part === emptyList ? noIds : part.split(betweenIds)
}

const noIds: readonly string[] = []
