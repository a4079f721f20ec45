import type { Fault } from '@ticketbound/core'
import type { RejectedLine } from '../source.ts'
import type { CsvRow } from './csv-row.ts'
import type { ReadFile } from './file-tally.ts'
import type { Watch } from './read-lines.ts'
import { readSibling, type SiblingFile, type SiblingRow } from './read-sibling.ts'
import { type SiblingName, siblingsOf } from './sibling-names.ts'

/** Puts a row's nested lists into it; gives faults where a row of such a list was rejected. */
export type JoinLists = (row: CsvRow) => readonly Fault[] | undefined

/** The nested lists of the rows of one reading. */
export interface Siblings {
  /** Loads the sibling files that belong to a file with these columns, unless they are loaded already. */
  load(columns: readonly string[]): Promise<JoinLists>
  /** Rejects the sibling rows that belong to no row, and gives the sibling files that were read. */
  finish(): readonly ReadFile[]
}

// The exchange format always has these lists; the others are absent where a source keeps none.
const alwaysThere: ReadonlySet<SiblingName> = new Set(['approvals', 'accounts'])

/** Prepares the nested lists of one reading; nothing is read before a file's columns ask for it. */
export function prepareSiblings(
  paths: ReadonlyMap<SiblingName, string>,
  watch: Watch,
  reject: (line: RejectedLine) => void,
): Siblings {
  const files = new Map<SiblingName, SiblingFile>()
  return { load, finish }

  async function load(columns: readonly string[]): Promise<JoinLists> {
    const names = siblingsOf(columns)
    for (const name of names) {
      const path = paths.get(name)
      if (path !== undefined && !files.has(name)) files.set(name, await readSibling(name, path, watch, reject))
    }
    return (row) => joinLists(row, names)
  }

  function joinLists(row: CsvRow, names: readonly SiblingName[]): readonly Fault[] | undefined {
    let faults: Fault[] | undefined
    for (const name of names) {
      const file = files.get(name)
      const mine = file === undefined ? [] : rowsOf(file, row)
      if (file !== undefined || alwaysThere.has(name)) putList(row, name, mine)
      const spoilt = mine.find((other) => other.spoilt)
      if (file !== undefined && spoilt !== undefined) faults = [...(faults ?? []), rowRejected(file, spoilt)]
    }
    return faults
  }

  function finish(): readonly ReadFile[] {
    for (const file of files.values()) {
      for (const row of [...file.rows.values()].flat()) {
        if (!row.matched && !row.spoilt) file.tally.takeBack(row.line, [rowUnmatched(file)], row.text)
      }
    }
    return [...files.values()]
  }
}

function rowsOf(file: SiblingFile, row: CsvRow): readonly SiblingRow[] {
  const key = row[file.key]
  const mine = typeof key === 'string' ? (file.rows.get(key) ?? []).filter((other) => belongs(other, row)) : []
  for (const other of mine) other.matched = true
  return mine
}

/** A sibling row that names no source or item belongs to every line of its ticket. */
function belongs({ source, item }: SiblingRow, row: CsvRow): boolean {
  return (source === undefined || source === row.source) && (item === undefined || item === row.item)
}

function putList(row: CsvRow, name: SiblingName, rows: readonly SiblingRow[]): void {
  if (name === 'ids') {
    if (rows.length > 0) row.ids = Object.fromEntries(rows.map(({ value }) => [value.name, value.value]))
    return
  }
  const before = row[name]
  // A text in a column of this name is no list: it stays, and the row's reader refuses it.
  if (before === undefined || Array.isArray(before)) row[name] = [...(before ?? []), ...rows.map(({ value }) => value)]
}

function rowUnmatched({ key, tally }: SiblingFile): Fault {
  return {
    code: 'sibling-row-unmatched',
    field: key,
    message: `no row has the \`${key}\` that this row of \`${tally.file}\` belongs to`,
    help: 'export both files from the same moment; `source` and `item` must agree too where they are given',
  }
}

function rowRejected({ name, tally }: SiblingFile, row: SiblingRow): Fault {
  return {
    code: 'sibling-row-rejected',
    field: name,
    message: `line ${row.line} of \`${tally.file}\`, which belongs to this row, was rejected`,
    help: 'put that line right; a row is not taken with only some of its list',
  }
}
