import type { Json } from '@ticketbound/core'
import { parseYaml } from '@ticketbound/documents'
import type { DocumentName } from './settings-store.ts'

/** Which documents have a row of JSON on each line; the others are YAML. */
const inLines: ReadonlySet<DocumentName> = new Set(['people', 'exceptions'])

/**
 * Parses the text of a document; `undefined` for one that cannot be. What is wrong with it, whoever imports it has been
 * told; what is asked here is only whether a judgement can be based on it.
 */
export function plainDocument(name: DocumentName, text: string): Json | undefined {
  if (inLines.has(name)) return plainLines(text)
  const reading = parseYaml(name, text)
  return reading.ok ? reading.value.value : undefined
}

function plainLines(text: string): readonly Json[] | undefined {
  try {
    const lines = text.split('\n').filter((line) => line.trim() !== '')
    return lines.map((line) => JSON.parse(line) as Json)
  } catch {
    return undefined
  }
}
