/** A fenced code block of a document. */
export interface Block {
  /** The line of its opening fence, counted from 1. */
  readonly line: number
  /** The first word after the fence; empty where there is none. */
  readonly language: string
  /** What stands after the language, such as `title="policy.yaml"`. */
  readonly attributes: ReadonlyMap<string, string>
  /** What stands in comments like `<!-- exits: 2 -->` right before it. */
  readonly notes: ReadonlyMap<string, string>
  /** Its lines, each ended by a line feed. */
  readonly text: string
}

/** What the tests read of a Markdown document. */
export interface MarkdownDocument {
  readonly blocks: readonly Block[]
  /** Its notes, those before blocks among them. */
  readonly notes: ReadonlyMap<string, string>
  /** Its text without its code blocks. */
  readonly prose: string
}

const fence = /^( *)(`{3,}|~{3,})\s*([^\s`]*)\s*([^`]*)$/
const note = /^\s*<!--\s*([a-z][a-z ]*?):\s*(.*?)\s*-->\s*$/
const attribute = /([a-z]+)="([^"]*)"/g

/** Reads a Markdown document; throws where a code block is not closed. */
export function readMarkdown(text: string): MarkdownDocument {
  const lines = text.split('\n')
  const blocks: Block[] = []
  const all = new Map<string, string>()
  const prose: string[] = []
  let notes = new Map<string, string>()
  for (let at = 0; at < lines.length; at += 1) {
    const line = lines[at] ?? ''
    const opened = fence.exec(line)
    if (opened !== null) {
      const end = closingLine(lines, at, opened)
      blocks.push(toBlock(lines.slice(at + 1, end), at + 1, opened, notes))
      notes = new Map()
      at = end
      continue
    }
    prose.push(line)
    const [, name, value] = note.exec(line) ?? []
    if (name !== undefined && value !== undefined) {
      notes.set(name, value)
      all.set(name, value)
    } else if (line.trim() !== '') notes = new Map()
  }
  return { blocks, notes: all, prose: prose.join('\n') }
}

function closingLine(lines: readonly string[], from: number, [, , mark = '']: RegExpExecArray): number {
  const end = lines.findIndex((line, at) => at > from && line.trim().startsWith(mark) && line.trim() === mark)
  if (end === -1) throw new Error(`the code block at line ${from + 1} is not closed`)
  return end
}

function toBlock(
  lines: readonly string[],
  line: number,
  [, indent = '', , language = '', rest = '']: RegExpExecArray,
  notes: ReadonlyMap<string, string>,
): Block {
  const attributes = new Map([...rest.matchAll(attribute)].map(([, name = '', value = '']) => [name, value]))
  const text = lines
    .map((each) => `${each.startsWith(indent) ? each.slice(indent.length) : each.trimStart()}\n`)
    .join('')
  return { line, language, attributes, notes, text }
}
