import type { Setting } from './figures.ts'

/** The seconds that the pages of a table take at least, when so many are always under way and each takes the latency. */
export function permittedSeconds({ rows, pageSize, concurrency, latencyMs }: Setting): number {
  return (Math.ceil(Math.ceil(rows / pageSize) / concurrency) * latencyMs) / 1000
}
