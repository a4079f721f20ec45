import { amount, amountOf } from '../../report/amount.ts'
import { type Check, check } from './check.ts'
import type { TableProbes } from './probe-table.ts'

/** How much may be asked of an instance. */
export interface Allowance {
  readonly concurrency: number
  readonly requestsPerHour: number
  /** What a rate limit rule allows in an hour, where one applies. */
  readonly limit?: number
}

/** Requests of a table beside its pages: where it ends, and the count. */
const besidePages = 2

/**
 * Estimates the first night, which reads every row of every table: at most, since a map that names few items has few
 * tickets read.
 */
export function judgeFirstNight(tables: readonly TableProbes[], allowance: Allowance): Check {
  const seen = tables.flatMap(({ first, asked, tookMs }) =>
    first.kind === 'page' && first.total !== undefined
      ? [{ rows: first.total, requests: Math.ceil(first.total / asked) + besidePages, tookMs }]
      : [],
  )
  if (seen.length === 0) return check('first-night', { outcome: 'skipped', found: 'no table was counted' })
  const rows = sum(seen.map((one) => one.rows))
  const requests = sum(seen.map((one) => one.requests))
  const busyMs = sum(seen.map((one) => one.requests * one.tookMs)) / allowance.concurrency
  const allowed = Math.min(allowance.requestsPerHour, allowance.limit ?? Number.POSITIVE_INFINITY)
  const found = `at most ${amountOf(requests, 'request')} for ${amountOf(rows, 'row')}, about ${sayTime(busyMs)}`
  if (requests <= allowed) return check('first-night', { outcome: 'ok', found })
  return check('first-night', {
    outcome: 'warning',
    found: `${found}, and ${amount(allowed)} are allowed in an hour`,
    fix: `nothing is lost: what is read stays, and the next run goes on there, so that ${amountOf(Math.ceil(requests / allowed), 'run')} an hour apart read it all; or raise \`requestsPerHour\``,
  })
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0)
}

function sayTime(ms: number): string {
  const minutes = Math.ceil(ms / 60_000)
  return minutes < 120 ? amountOf(minutes, 'minute') : amountOf(Math.ceil(minutes / 60), 'hour')
}
