import { createReadStream } from 'node:fs'
import { createInterface } from 'node:readline'

/*
 * What a script of an afternoon does: both sides into Maps, then one look-up for each key. It knows no levels, expiries,
 * approvals, aliases or earlier nights, keeps nothing, and holds everything in memory. For comparison only.
 */
interface Row {
  readonly [field: string]: unknown
}

const [people = '', requests = '', access = ''] = process.argv.slice(2)

const principals = new Map<string, string>()
for await (const { principal, accounts } of rowsOf(people)) {
  for (const { account } of accounts as { account: string }[]) principals.set(account, String(principal))
}

const ticketed = new Map<string, Row>()
for await (const request of rowsOf(requests)) {
  const key = `${request.principal} ${request.entitlement}`
  const earlier = ticketed.get(key)
  const isLater = earlier === undefined || String(request.closedAt) > String(earlier.closedAt)
  if (request.state === 'closed-complete' && request.kind !== 'none' && isLater) ticketed.set(key, request)
}

const held = new Map<string, Row>()
for await (const grant of rowsOf(access))
  held.set(`${principals.get(String(grant.account))} ${grant.entitlement}`, grant)

let withoutTicket = 0
let withoutAccess = 0
for (const [key, grant] of held)
  if (grant.via === undefined && ticketed.get(key)?.kind !== 'provision') withoutTicket += 1
for (const [key, request] of ticketed) if (request.kind === 'provision' && !held.has(key)) withoutAccess += 1
console.log(JSON.stringify({ withoutTicket, withoutAccess }))

async function* rowsOf(path: string): AsyncGenerator<Row> {
  for await (const line of createInterface({ input: createReadStream(path), crlfDelay: Number.POSITIVE_INFINITY })) {
    yield JSON.parse(line) as Row
  }
}
