import type { Fault } from '@ticketbound/core'
import type { CsvRow } from './csv-row.ts'
import type { JoinLists, Siblings } from './csv-siblings.ts'
import type { FileTally, ReadFile } from './file-tally.ts'
import { isCsv } from './find-files.ts'
import { readCsv } from './read-csv.ts'
import type { LinesRead, Watch } from './read-lines.ts'
import { readNdjson } from './read-ndjson.ts'

/** Reads one file that holds rows, in the format its name tells. */
export async function readFile(path: string, tally: FileTally, siblings: Siblings, watch: Watch): Promise<ReadFile> {
  const lines = isCsv(path)
    ? await readCsvWithLists(path, tally, siblings, watch)
    : await readNdjson(path, tally, watch)
  return { path, part: 'main', lines, tally }
}

function readCsvWithLists(path: string, tally: FileTally, siblings: Siblings, watch: Watch): Promise<LinesRead> {
  let join: JoinLists = () => undefined
  return readCsv(path, tally, watch, { columns, take, spoilt: (row) => join(row) })

  async function columns(names: readonly string[]): Promise<void> {
    join = await siblings.load(names)
  }

  function take(row: CsvRow, line: number, text: string): void {
    const faults: readonly Fault[] | undefined = join(row)
    if (faults === undefined) tally.take(row, line, text)
    else tally.refuse(line, faults, text)
  }
}
