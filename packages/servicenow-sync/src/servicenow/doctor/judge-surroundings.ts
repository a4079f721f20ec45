import { amount, amountOf } from '../../report/amount.ts'
import { type Check, check } from './check.ts'
import type { Look } from './look.ts'
import type { RateLimit } from './watch-answers.ts'

/** An overlap of five minutes covers what two clocks differ by; a minute is kept for the rest of what can go wrong. */
const allowedSkewMs = 60_000

/** Judges how far this machine's clock and that of the instance are apart. */
export function judgeClock(skewMs: number | undefined): Check {
  if (skewMs === undefined) {
    return check('clock', {
      outcome: 'warning',
      found: 'no answer says when it was given',
      fix: 'look for a proxy that takes the header `Date` away',
    })
  }
  const apart = Math.abs(skewMs)
  if (apart <= allowedSkewMs) return check('clock', { outcome: 'ok', found: 'the clocks are less than a minute apart' })
  return check('clock', {
    outcome: 'failed',
    found: `this machine's clock is ${amountOf(Math.round(apart / 1000), 'second')} ${skewMs > 0 ? 'behind' : 'ahead of'} that of the instance`,
    fix: 'let this machine keep its time by NTP; what changed in the difference would be read a night late, and tokens would be refused',
  })
}

/** Judges what the instance did with a comparison of a column that no table has. */
export function judgeInvalidQueries(answer: Look): Check {
  if (answer.kind !== 'page')
    return check('invalid-queries', { outcome: 'skipped', found: 'the question was not answered' })
  const { rows, total } = answer
  if (rows.length > 0 || (total ?? 0) > 0) {
    return check('invalid-queries', {
      outcome: 'ok',
      found:
        'it leaves such a part out and answers the rest (`glide.invalid_query.returns_no_rows` is not true); every row is compared again here, so none comes that was not asked for',
    })
  }
  return check('invalid-queries', {
    outcome: 'ok',
    found: 'it answers with no rows (`glide.invalid_query.returns_no_rows` is true)',
  })
}

/** Judges the rate limit rule that answers named, if any did. */
export function judgeRateLimit(limit: RateLimit | undefined, requestsPerHour: number): Check {
  if (limit === undefined) {
    return check('rate-limit', {
      outcome: 'ok',
      found: `no rule applies to this user; no more than ${amount(requestsPerHour)} requests are made in an hour all the same`,
    })
  }
  const rule = limit.rule === '' ? 'a rule' : `the rule \`${limit.rule}\` of \`sys_rate_limit_rules\``
  const found = `${rule} allows ${amountOf(limit.limit, 'request')} in an hour`
  if (limit.limit >= requestsPerHour) return check('rate-limit', { outcome: 'ok', found })
  return check('rate-limit', {
    outcome: 'warning',
    found: `${found}, and ${amount(requestsPerHour)} are asked for`,
    fix: `set \`requestsPerHour: ${limit.limit}\` in \`servicenow\`, or have the rule raised: System Web Services > REST > Rate Limit Rules`,
  })
}
