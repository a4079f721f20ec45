import type { RequestLine } from '@ticketbound/core'
import type { World } from '../world.ts'
import { toLine } from './read-rows.ts'

/** A request line as last known, and the first night since which it has stood like that without a break. */
export interface KnownLine {
  readonly line: RequestLine
  readonly sinceNight: number
}

/** Every line known in a night: the latest version of each that some night read without contradiction. */
export function knownLines(world: World, night: number): readonly KnownLine[] {
  const keys = new Set<string>()
  for (let n = 0; n <= night; n += 1) for (const line of linesOf(world, n)) keys.add(keyOf(line))
  return [...keys].sort().flatMap((key) => latestVersion(world, night, key) ?? [])
}

/** Says whether the tickets of a night are all there and none contradicts another. */
export function ticketsComplete(world: World, night: number): boolean {
  if (world.nights[night]?.requests.complete !== true) return false
  const lines = linesOf(world, night)
  return lines.every((line) => versionsOf(lines, keyOf(line)).size === 1)
}

/**
 * A line as it stood at an instant: what was opened, decided or changed later is not there, what closed later is open.
 */
export function standing(line: RequestLine, at: number): RequestLine | undefined {
  if (line.openedAt > at) return undefined
  const { closedAt, fulfilledAt, changes, state, ...rest } = line
  const closesLater = closedAt !== undefined && closedAt > at
  return {
    ...rest,
    state: closesLater ? 'open' : state,
    approvals: line.approvals.filter(({ decidedAt }) => decidedAt <= at),
    ...(changes && { changes: changes.filter((change) => change.at <= at) }),
    ...(closedAt !== undefined && !closesLater && { closedAt }),
    ...(fulfilledAt !== undefined && fulfilledAt <= at && { fulfilledAt }),
  }
}

function latestVersion(world: World, night: number, key: string): KnownLine | undefined {
  let known: KnownLine | undefined
  for (let n = 0; n <= night; n += 1) {
    const versions = versionsOf(linesOf(world, n), key)
    const [line] = versions.values()
    // No version tonight: it keeps its last known effect. Several: they contradict each other, and none is taken.
    if (versions.size !== 1 || line === undefined) continue
    if (known === undefined || JSON.stringify(known.line) !== JSON.stringify(line)) known = { line, sinceNight: n }
  }
  return known
}

function versionsOf(lines: readonly RequestLine[], key: string): ReadonlyMap<string, RequestLine> {
  return new Map(lines.filter((line) => keyOf(line) === key).map((line) => [JSON.stringify(line), line]))
}

function linesOf(world: World, night: number): readonly RequestLine[] {
  return (world.nights[night]?.requests.rows ?? []).map(toLine)
}

function keyOf({ source, number, item }: RequestLine): string {
  return JSON.stringify([source, number, item])
}
