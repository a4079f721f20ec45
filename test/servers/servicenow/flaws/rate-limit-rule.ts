import { failure } from '../wire/answer.ts'
import type { Flaw, Showing } from './flaw.ts'
import type { When } from './when.ts'

/**
 * A rule of `sys_rate_limit_rules` is in force: every answer says how many requests an hour are allowed, and from the next
 * one on they are refused until the hour is over.
 * @see https://www.servicenow.com/docs/r/api-reference/rest-api-explorer/inbound-REST-API-rate-limiting.html
 */
export const rateLimitRule: Flaw<When & { readonly limit?: number }> = {
  defaults: { limit: 100 },
  instead: ({ limit = 100 }, showing) => {
    if (countInHour(showing) <= limit) return undefined
    const detail = `Rate limit of ${limit} requests per hour for Table API exceeded`
    const seconds = endOfHour(showing) - Math.floor(showing.world.now() / 1000)
    return failure(429, 'Rate limit exceeded', detail, { ...headersOf(limit, showing), 'Retry-After': String(seconds) })
  },
  after: ({ limit = 100 }, answer, showing) => ({
    ...answer,
    headers: { ...answer.headers, ...headersOf(limit, showing) },
  }),
}

function countInHour({ world, memory }: Showing): number {
  const hour = `hour ${Math.floor(world.now() / 3_600_000)}`
  const count = (memory.get(hour) ?? 0) + 1
  memory.clear()
  memory.set(hour, count)
  return count
}

function headersOf(limit: number, showing: Showing): Readonly<Record<string, string>> {
  return {
    'X-RateLimit-Limit': String(limit),
    'X-RateLimit-Reset': String(endOfHour(showing)),
    'X-RateLimit-Rule': 'a3d1ee70a9fe1121008a5f6b1c6f5d2e',
  }
}

function endOfHour({ world }: Showing): number {
  return (Math.floor(world.now() / 3_600_000) + 1) * 3600
}
