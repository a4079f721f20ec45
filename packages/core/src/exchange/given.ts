/** Says whether an optional field was given: `null` is the same as leaving it out. */
export function given(value: unknown): boolean {
  return value !== undefined && value !== null
}
