import type { RecordedRequest } from '../servers/servicenow/record.ts'

/** Tells what a night asked an instance for, as the instance recorded it, beside what the first night needed. */
export function askedOverHttp(requests: readonly RecordedRequest[], first?: readonly RecordedRequest[]): string {
  const since = changedSince(requests)
  const what = since === undefined ? 'every row' : `what changed since ${since} and how many rows there are`
  const before = first === undefined ? '' : `; the first night took ${kilobytes(first)}`
  return `${requests.length} requests and ${kilobytes(requests)} for ${what}${before}.`
}

function kilobytes(requests: readonly RecordedRequest[]): string {
  return `${Math.ceil(requests.reduce((sum, { bytes }) => sum + bytes, 0) / 1000)} kB`
}

/** From when on tickets were asked for that changed; nothing where all were. */
function changedSince(requests: readonly RecordedRequest[]): string | undefined {
  const tickets = requests.filter(({ path }) => path.endsWith('/table/sc_req_item'))
  for (const { query } of tickets) {
    const [, day, clock] = /sys_updated_on>=(\S+) ([\d:]+)/.exec(query.sysparm_query ?? '') ?? []
    if (day !== undefined) return `${day}T${clock}Z`
  }
  return undefined
}
