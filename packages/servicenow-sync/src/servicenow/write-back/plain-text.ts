/** Makes one line of text that a column takes whole: no control characters, and cut with an ellipsis where it is longer. */
export function plainLine(text: string, length: number): string {
  return cut(withoutControls(text).replace(/\s+/g, ' ').trim(), length)
}

/** Makes text for a journal: its lines stay, and what a journal would take for markup is only shown. */
export function journalText(text: string, length = 4000): string {
  const lines = text.split('\n').map((line) => withoutControls(line).trimEnd())
  return cut(lines.join('\n').replace(/\[(\/?)code\]/gi, '($1code)'), length)
}

/** Half of a character is no text that a database keeps: what comes back would be another. */
function withoutControls(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are exactly the characters that are meant
  return text.toWellFormed().replace(/[\u0000-\u001f\u007f-\u009f\u200e\u200f\u2028-\u202e\u2066-\u2069]/g, ' ')
}

/** Counts as the database does, and never leaves half of a character. */
function cut(text: string, length: number): string {
  if (text.length <= length) return text
  return `${text
    .slice(0, length - 1)
    .toWellFormed()
    .replace(/\ufffd$/, '')}…`
}
