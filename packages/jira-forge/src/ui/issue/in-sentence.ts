/** Writes a label as it stands within a sentence. */
export function inSentence(label: string): string {
  return `${label.charAt(0).toLowerCase()}${label.slice(1)}`
}
