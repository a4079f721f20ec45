/** Lays rows out as a table of text, the first of them its heads; columns of numbers stand to the right. */
export function textTable(rows: readonly (readonly string[])[]): string {
  const widths: number[] = []
  for (const row of rows) for (const [at, cell] of row.entries()) widths[at] = Math.max(widths[at] ?? 0, cell.length)
  const isText = rows[0]?.map((_, at) => rows.slice(1).every((row) => !/^\d/.test(row[at] ?? ''))) ?? []
  const line = (row: readonly string[]): string =>
    row.map((cell, at) => (isText[at] ? cell.padEnd(widths[at] ?? 0) : cell.padStart(widths[at] ?? 0))).join('  ')
  return rows.map((row) => line(row).trimEnd()).join('\n')
}
