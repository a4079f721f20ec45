import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import type { RawRow } from '../../packages/servicenow-sync/src/servicenow/raw-row.ts'
import type { Attempt, Handed, Reader } from './reader.ts'
import { ticketFields, ticketTable } from './ticket-table.ts'

/** Readers as they are often written, each with one fault that the chaos must find. */
export const plantedReaders = {
  'stops on an empty page': stopsOnAnEmptyPage,
  'asks for what changed only': asksForWhatChangedOnly,
  'trusts a damaged 200': trustsADamaged200,
} satisfies Readonly<Record<string, Reader>>

/** Offset paging that takes a page without rows for the end. */
async function stopsOnAnEmptyPage(attempt: Attempt): Promise<Handed> {
  const rows: RawRow[] = []
  for (let offset = 0; ; offset += attempt.pageSize) {
    const page = await ask(attempt, `${onlyWanted(attempt)}ORDERBYsys_id`, { offset, isStrict: true })
    if (page.length === 0) return { rows, complete: true }
    rows.push(...page)
  }
}

/** Reads all once, and from then on `sys_updated_on>` the last time, which never shows what was deleted. */
async function asksForWhatChangedOnly(attempt: Attempt): Promise<Handed> {
  const before: readonly RawRow[] = existsSync(attempt.mirror) ? JSON.parse(readFileSync(attempt.mirror, 'utf8')) : []
  const known = new Map(before.map((row) => [row.sys_id ?? '', row]))
  let last =
    [...known.values()]
      .map((row) => row.sys_updated_on ?? '')
      .toSorted()
      .at(-1) ?? ''
  for (;;) {
    const since = last === '' ? '' : `sys_updated_on>${last}^`
    const page = await ask(attempt, `${onlyWanted(attempt)}${since}ORDERBYsys_updated_on`, { isStrict: true })
    if (page.length === 0) break
    for (const row of page) known.set(row.sys_id ?? '', row)
    last = page.at(-1)?.sys_updated_on ?? ''
  }
  const rows = [...known.values()]
  writeFileSync(attempt.mirror, JSON.stringify(rows))
  return { rows, complete: true }
}

/** Takes whatever rows stand in an answer of 200, whatever stands beside them. */
async function trustsADamaged200(attempt: Attempt): Promise<Handed> {
  const rows = new Map<string, RawRow>()
  for (let last = ''; ; ) {
    const behind = last === '' ? '' : `sys_id>${last}^`
    const page = await ask(attempt, `${onlyWanted(attempt)}${behind}ORDERBYsys_id`, { isStrict: false })
    for (const row of page) rows.set(row.sys_id ?? '', row)
    if (page.length < attempt.pageSize) return { rows: [...rows.values()], complete: true }
    last = page.at(-1)?.sys_id ?? ''
  }
}

function onlyWanted({ narrowed }: Attempt): string {
  return narrowed ? 'sort=access^' : ''
}

interface Asking {
  readonly offset?: number
  /** Whether an answer that is not whole is asked for again. */
  readonly isStrict: boolean
}

async function ask(attempt: Attempt, query: string, { offset = 0, isStrict }: Asking): Promise<readonly RawRow[]> {
  const parameters = new URLSearchParams({
    sysparm_query: query,
    sysparm_fields: ticketFields.join(),
    sysparm_limit: String(attempt.pageSize),
    sysparm_offset: String(offset),
  })
  for (;;) {
    attempt.onRequest()
    attempt.signal.throwIfAborted()
    const address = `${attempt.url}/api/now/v2/table/${ticketTable.name}?${parameters}`
    const headers = { authorization: `Basic ${btoa(`reader:${attempt.password}`)}` }
    const answer = await fetch(address, {
      headers,
      signal: AbortSignal.any([attempt.signal, AbortSignal.timeout(200)]),
    })
      .then(async (response) => ({ status: response.status, text: await response.text() }))
      .catch(() => undefined)
    const rows = answer?.status === 200 ? rowsIn(answer.text, isStrict) : undefined
    if (rows !== undefined) return rows
  }
}

function rowsIn(text: string, isStrict: boolean): readonly RawRow[] | undefined {
  try {
    const { result, error } = JSON.parse(text)
    return isStrict && error !== undefined ? undefined : result
  } catch {
    return undefined
  }
}
