/** What could not be seen of a table. */
export interface Gap {
  readonly table: string
  readonly because: string
}
