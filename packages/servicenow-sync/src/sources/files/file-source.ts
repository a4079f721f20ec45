/** A source of rows that an export puts on disk. */
export interface FileSource {
  readonly name: string
  /** An absolute path: one file, or a folder of daily exports named `YYYY-MM-DD*.ndjson`, `.jsonl` or `.csv`. */
  readonly path: string
  /** Whether a file without rows can be all there is. */
  readonly allowEmpty: boolean
  /** The share of rows that may be rejected before the reading fails; 0.001 by default. */
  readonly maxRejected: number
  /** The share of rows that may go missing between two complete readings without a meta file; 0.5 by default. */
  readonly maxDrop: number
}
