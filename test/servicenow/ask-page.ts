import type { Asked } from '../servers/ask-server.ts'
import { ask } from '../servers/servicenow/ask.ts'
import type { ServiceNowServer } from '../servers/servicenow/start-servicenow.ts'
import type { Row } from '../servers/servicenow/world/row.ts'

/** A page of a table. */
export interface AskedPage {
  readonly table: string
  readonly query: string
  readonly limit: number
  readonly offset?: number
}

/**
 * Asks for a page as simple clients do: what has a status of 200 and is JSON is taken, with the rows that stand in it; all
 * else is asked for again.
 */
export async function askPage(
  server: ServiceNowServer,
  { table, query, limit, offset = 0 }: AskedPage,
): Promise<readonly Row[]> {
  const parameters = { sysparm_query: query, sysparm_limit: String(limit), sysparm_offset: String(offset) }
  for (;;) {
    const { status, body }: Asked = await ask(server, `v2/table/${table}?${new URLSearchParams(parameters)}`)
    if (status === 200 && Array.isArray(body?.result)) return body.result
  }
}
