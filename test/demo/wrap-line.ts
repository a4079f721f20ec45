const beginning = /^\s*(?:(?:critical|high|medium|low)\s+)?/

/** Breaks a line between words so that it fits `width` columns; what follows stands below where its text begins. */
export function wrapLine(line: string, width = 100): readonly string[] {
  const indent = ' '.repeat(beginning.exec(line)?.[0].length ?? 0)
  const lines: string[] = []
  let rest = line
  while ([...rest].length > width) {
    const cut = rest.lastIndexOf(' ', width)
    if (cut <= indent.length) break
    lines.push(rest.slice(0, cut))
    rest = indent + rest.slice(cut + 1)
  }
  return [...lines, rest]
}
