/** More than this of a document nobody reads. */
const longestText = 32_768

/** Deeper than this no editor nests. */
const deepest = 64

const blocks: ReadonlySet<unknown> = new Set([
  'paragraph',
  'heading',
  'blockquote',
  'codeBlock',
  'listItem',
  'tableCell',
  'tableHeader',
  'panel',
  'rule',
  'taskItem',
  'decisionItem',
])

/** Says whether a value is an Atlassian document. */
export function isDocument(value: unknown): boolean {
  return isNode(value) && value.type === 'doc' && Array.isArray(value.content)
}

/**
 * The words of an Atlassian document, its blocks on lines of their own; a text stays as it is. Cut at 32,768 characters
 * and 64 levels, and read once from front to back, so that no document makes it slow.
 *
 * @see https://developer.atlassian.com/cloud/jira/platform/apis/document/structure/
 */
export function toPlainText(value: unknown): string {
  if (typeof value === 'string') return value.slice(0, longestText).toWellFormed().trim()
  const writer: Writer = { parts: [], length: 0 }
  writeNode(value, writer, 0)
  return writer.parts.join('').toWellFormed().trim()
}

interface Writer {
  readonly parts: string[]
  length: number
}

interface DocumentNode {
  readonly type?: unknown
  readonly text?: unknown
  readonly attrs?: unknown
  readonly content?: unknown
}

function isNode(value: unknown): value is DocumentNode {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function writeNode(node: unknown, writer: Writer, depth: number): void {
  if (!isNode(node) || depth > deepest || writer.length >= longestText) return
  write(ownText(node), writer)
  if (Array.isArray(node.content)) for (const child of node.content) writeNode(child, writer, depth + 1)
  if (blocks.has(node.type) && writer.parts.at(-1) !== '\n') write('\n', writer)
}

/** What a node says itself: its text, whom it mentions, a line's end. */
function ownText({ type, text, attrs }: DocumentNode): string {
  if (type === 'text') return typeof text === 'string' ? text : ''
  if (type === 'hardBreak') return '\n'
  if (type !== 'mention' && type !== 'emoji' && type !== 'inlineCard') return ''
  const named = isNode(attrs) ? (attrs.text ?? ('url' in attrs ? attrs.url : undefined)) : undefined
  return typeof named === 'string' ? named : ''
}

function write(text: string, writer: Writer): void {
  if (text === '') return
  const room = text.slice(0, Math.max(0, longestText - writer.length))
  writer.parts.push(room)
  writer.length += room.length
}
