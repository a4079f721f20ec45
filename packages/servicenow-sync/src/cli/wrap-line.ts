const beginning = /^\s*(?:(?:critical|high|medium|low|passed|broken|excused)\s+)?/

/**
 * Breaks a line between words so that it fits `width` columns; what follows stands below where its text begins. A word
 * that is too long stays in one piece, and colours take no room.
 */
export function wrapLine(line: string, width: number): readonly string[] {
  const indent = ' '.repeat(beginning.exec(withoutColours(line))?.[0].length ?? 0)
  const lines: string[] = []
  let current: string | undefined
  for (const word of line.split(' ')) {
    const longer: string = current === undefined ? word : `${current} ${word}`
    if (current !== undefined && widthOf(longer) > width && widthOf(current) > indent.length) {
      lines.push(current.trimEnd())
      current = indent + word
    } else {
      current = longer
    }
  }
  return [...lines, current ?? '']
}

function widthOf(text: string): number {
  return [...withoutColours(text)].length
}

function withoutColours(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: this is how a terminal is told a colour
  return text.replace(/\u001b\[\d+m/g, '')
}
