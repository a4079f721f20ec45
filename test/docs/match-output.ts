/**
 * Says where what a command wrote is not what a document shows; `undefined` where it is. In what is shown, a line
 * that is only `…` stands for any number of lines, and `…` within a line for any characters of that line.
 */
export function matchOutput(shown: string, written: string): string | undefined {
  const wanted = linesOf(shown)
  const given = linesOf(written)
  const pattern = wanted.map((line) => (line.trim() === '…' ? '(?:.*\\n)*?' : `${patternOf(line)}\\n`)).join('')
  const text = given.map((line) => `${line}\n`).join('')
  if (new RegExp(`^${pattern}$`).test(text)) return undefined
  const missing = wanted.find((line) => line.trim() !== '…' && !given.some((each) => isLike(line, each)))
  const first = missing === undefined ? 'the lines are in another order' : `no line is like: ${missing}`
  return `${first}\nit wrote:\n${text}`
}

function isLike(shown: string, written: string): boolean {
  return new RegExp(`^${patternOf(shown)}$`).test(written)
}

function linesOf(text: string): readonly string[] {
  const lines = text.split('\n').map((line) => line.trimEnd())
  while (lines.at(-1) === '') lines.pop()
  return lines
}

function patternOf(line: string): string {
  return line
    .trimEnd()
    .split('…')
    .map((part) => part.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&'))
    .join('.*')
}
