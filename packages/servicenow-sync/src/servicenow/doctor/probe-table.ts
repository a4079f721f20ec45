import type { TableSpec } from '../table-spec.ts'
import { and, field, orderBy } from '../wire/encoded-query.ts'
import type { PageAnswer } from '../wire/envelope.ts'
import { numberOf } from '../wire/number-of.ts'
import type { ServiceNowClient } from '../wire/servicenow-client.ts'
import { expected, type Look, look } from './look.ts'
import type { WatchedHttp } from './watch-answers.ts'

/** A page that was answered. */
export type Page = Extract<PageAnswer, { readonly kind: 'page' }>

/** What a table answered to the questions of the doctor. */
export interface TableProbes {
  readonly spec: TableSpec
  /** The first page without any query, as many rows as `asked`. */
  readonly first: Look
  readonly asked: number
  /** The page size that was wanted, where a smaller one had to be asked for. */
  readonly wanted: number
  readonly tookMs: number
  /** Whether a value came with the link to its record. */
  readonly linked: boolean
  /** What the Aggregate API counts. */
  readonly counted: number | undefined
  /** Absent where the first page could not be read. */
  readonly query?: QueryProbes
}

/** The questions by which a table is paged. A question that would prove nothing is not asked. */
export interface QueryProbes {
  /** In the order of `sys_id`. */
  readonly ordered: Look
  /** Behind a key: `sys_id>`. */
  readonly behind?: { readonly key: string; readonly answer: Look }
  /** In a second and later: `sys_updated_on>=`. */
  readonly since: { readonly second: string; readonly answer: Look }
  /** Before an instant: `sys_created_on<`. */
  readonly until: { readonly second: string; readonly answer: Look }
  /** A list of keys: `sys_idIN`. */
  readonly listed?: { readonly keys: readonly string[]; readonly answer: Look }
}

/** Enough rows to see an order, and few enough to be no burden. */
const fewRows = 20
/** No page is asked for that is smaller. */
const smallestPage = 10
/** Lies before every record, so that a question can be asked of an empty table too. */
const longAgo = '1970-01-01 00:00:00'

/** Who asks. */
export interface Asking {
  readonly client: ServiceNowClient
  readonly http: WatchedHttp
  readonly signal?: AbortSignal
}

/** Asks a table everything that is checked of it; a failure is an answer too. */
export async function probeTable(asking: Asking, spec: TableSpec, pageSize: number): Promise<TableProbes> {
  const { client, http, signal } = asking
  const { table, fields } = spec
  let asked = pageSize
  let first = await look(client, { table, query: '', fields, limit: asked }, signal)
  while (first.kind === 'damaged' && asked > smallestPage) {
    asked = Math.max(smallestPage, Math.floor(asked / 2))
    first = await look(client, { table, query: '', fields, limit: asked }, signal)
  }
  const { tookMs, response } = http.last()
  const seen = { spec, first, asked, wanted: pageSize, tookMs, linked: hasLinks(response?.text ?? '') }
  if (first.kind !== 'page') return { ...seen, counted: undefined }
  return { ...seen, counted: await countOf(asking, table), query: await probeQuery(asking, table, first) }
}

function hasLinks(text: string): boolean {
  return /"link"\s*:\s*"https?:/.test(text)
}

async function countOf({ client, signal }: Asking, table: string): Promise<number | undefined> {
  try {
    return numberOf(await client.count(table, '', signal))
  } catch (error) {
    expected(error, signal)
    return undefined
  }
}

async function probeQuery({ client, signal }: Asking, table: string, { rows }: Page): Promise<QueryProbes> {
  const fields = ['sys_id', 'sys_created_on', 'sys_updated_on']
  const ask = (query: string) => look(client, { table, query, fields, limit: fewRows }, signal)
  const second = middle(rows.map((row) => row.sys_updated_on ?? '')) ?? longAgo
  const created = middle(rows.map((row) => row.sys_created_on ?? '')) ?? longAgo
  const keys = rows.slice(0, 2).map((row) => row.sys_id ?? '')
  const ordered = await ask(orderBy(and(), 'sys_id'))
  const key = ordered.kind === 'page' ? ordered.rows[0]?.sys_id : undefined
  return {
    ordered,
    ...(key !== undefined && {
      behind: { key, answer: await ask(orderBy(field('sys_id').above(key), 'sys_id')) },
    }),
    since: {
      second,
      answer: await ask(orderBy(field('sys_updated_on').from(second), 'sys_updated_on', 'sys_id')),
    },
    until: { second: created, answer: await ask(field('sys_created_on').below(created)) },
    ...(keys.length > 0 && { listed: { keys, answer: await ask(field('sys_id').in(keys)) } }),
  }
}

/** A second with rows before and behind it, where there is one. */
function middle(seconds: readonly string[]): string | undefined {
  const known = [...new Set(seconds)].filter((second) => /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/.test(second)).sort()
  return known[Math.floor(known.length / 2)]
}
