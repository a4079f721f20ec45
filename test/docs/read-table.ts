/** Gives the part of a document from the heading with this text to the next one of its level or above. */
export function sectionOf(markdown: string, heading: string): string {
  const lines = markdown.split('\n')
  const start = lines.findIndex((line) => levelOf(line) > 0 && textOf(line) === heading)
  if (start === -1) throw new Error(`there is no heading \`${heading}\``)
  const level = levelOf(lines[start] ?? '')
  const length = lines.slice(start + 1).findIndex((line) => levelOf(line) > 0 && levelOf(line) <= level)
  return lines.slice(start, length === -1 ? undefined : start + 1 + length).join('\n')
}

/** Gives what stands in code marks in the first cell of each row of every table; a cell may name several things. */
export function firstColumn(markdown: string): readonly string[] {
  return markdown
    .split('\n')
    .filter((line) => line.startsWith('| `'))
    .flatMap((line) => [...(line.split('|')[1] ?? '').matchAll(/`([^`]+)`/g)].map(([, name = '']) => name))
}

/** Gives the headings of one level. */
export function headings(markdown: string, level: number): readonly string[] {
  return markdown
    .split('\n')
    .filter((line) => levelOf(line) === level)
    .map(textOf)
}

function levelOf(line: string): number {
  return /^(#+) /.exec(line)?.[1]?.length ?? 0
}

function textOf(line: string): string {
  return line.replace(/^#+ /, '').trim()
}
