/** A row as text by field. */
type Row = Readonly<Record<string, string>>

/** How a writing ended: `message` says why where there is no `row`. */
export interface WrittenRow {
  readonly status: number
  readonly row?: Row
  readonly message?: string
}

/** What one page of a table was answered with. */
type Page =
  | { readonly kind: 'page'; readonly rows: readonly Row[]; readonly total: number | undefined }
  | { readonly kind: 'damaged'; readonly because: string }
  | { readonly kind: 'refused'; readonly status: number; readonly message: string; readonly detail?: string }

/** What writing back asks of the wire. Rows have a `sys_id`; the wire has checked that. */
export interface RecordClient {
  page(
    request: {
      readonly table: string
      readonly query: string
      readonly fields: readonly string[]
      readonly limit: number
    },
    signal?: AbortSignal,
  ): Promise<Page>
  record(
    table: string,
    sysId: string,
    fields: readonly string[],
    options?: { readonly display?: boolean; readonly signal?: AbortSignal },
  ): Promise<Row | undefined>
  /** Never repeated: throws `http-outcome-unknown` where it may have happened. So do the other two. */
  insert(table: string, record: Row, signal?: AbortSignal): Promise<WrittenRow>
  update(table: string, sysId: string, record: Row, signal?: AbortSignal): Promise<WrittenRow>
  importRow(stagingTable: string, record: Row, signal?: AbortSignal): Promise<WrittenRow>
}
