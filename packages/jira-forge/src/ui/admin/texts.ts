/** What a text field's event says that stands in it now. */
export function textOf(event: unknown): string {
  const target = typeof event === 'object' && event !== null && 'target' in event ? event.target : undefined
  const value = typeof target === 'object' && target !== null && 'value' in target ? target.value : ''
  return typeof value === 'string' ? value : ''
}
