/** A document in the Atlassian Document Format, as far as it is looked into. */
export interface AdfDoc {
  readonly type: 'doc'
  readonly version: 1
  readonly content: readonly unknown[]
}

/** Whether a value is a document; what its nodes hold is not looked into. */
export function isAdf(value: unknown): value is AdfDoc {
  if (typeof value !== 'object' || value === null) return false
  const { type, version, content } = value as Partial<Record<keyof AdfDoc, unknown>>
  return type === 'doc' && version === 1 && Array.isArray(content)
}

/** A document of one paragraph for each line. */
export function adfOf(text: string): AdfDoc & { content: Record<string, unknown>[] } {
  const content = text.split('\n').map((line) => ({
    type: 'paragraph',
    content: line === '' ? [] : [{ type: 'text', text: line }],
  }))
  return { type: 'doc', version: 1, content }
}

/** The plain text of a document: blocks on lines of their own. */
export function adfText(doc: AdfDoc): string {
  return doc.content.map(nodeText).join('\n')
}

function nodeText(node: unknown): string {
  if (typeof node !== 'object' || node === null) return ''
  const { type, text, content, attrs } = node as {
    readonly type?: unknown
    readonly text?: unknown
    readonly content?: unknown
    readonly attrs?: { readonly text?: unknown }
  }
  if (type === 'text') return String(text ?? '')
  if (type === 'hardBreak') return '\n'
  if (type === 'mention') return String(attrs?.text ?? '')
  return Array.isArray(content) ? content.map(nodeText).join('') : ''
}
