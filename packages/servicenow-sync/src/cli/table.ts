/** Lays rows out in columns as wide as their widest cell; the columns in `numbers` stand to the right. */
export function table(
  rows: readonly (readonly string[])[],
  numbers: ReadonlySet<number> = new Set(),
): readonly string[] {
  const widths: number[] = []
  for (const row of rows)
    row.forEach((cell, column) => {
      widths[column] = Math.max(widths[column] ?? 0, widthOf(cell))
    })
  return rows.map((row) =>
    row
      .map((cell, column) => pad(cell, widths[column] ?? 0, numbers.has(column)))
      .join('  ')
      .trimEnd(),
  )
}

function pad(cell: string, width: number, toTheRight: boolean): string {
  const space = ' '.repeat(width - widthOf(cell))
  return toTheRight ? space + cell : cell + space
}

function widthOf(cell: string): number {
  return [...cell].length
}
