import { accepted202 } from './accepted-202.ts'
import { batchCutShort } from './batch-cut-short.ts'
import { cancelled200 } from './cancelled-200.ts'
import { cancelled500 } from './cancelled-500.ts'
import { clockSkewed } from './clock-skewed.ts'
import { connectionDropped } from './connection-dropped.ts'
import { countAfterAcls } from './count-after-acls.ts'
import { damaged200 } from './damaged-200.ts'
import { fieldsHiddenByAcl } from './fields-hidden-by-acl.ts'
import { gatewayErrors } from './gateway-errors.ts'
import { hibernating } from './hibernating.ts'
import { manyTies } from './many-ties.ts'
import { noTotalCount } from './no-total-count.ts'
import { oddSysIds } from './odd-sys-ids.ts'
import { post500Commits } from './post-500-commits.ts'
import { queryPartsIgnored } from './query-parts-ignored.ts'
import { rangeQueriesRefused } from './range-queries-refused.ts'
import { rateLimitRule } from './rate-limit-rule.ts'
import { rateLimited } from './rate-limited.ts'
import { resetMidBody } from './reset-mid-body.ts'
import { rowsChangeWhilePaged } from './rows-change-while-paged.ts'
import { rowsHiddenByAcl } from './rows-hidden-by-acl.ts'
import { rowsVanishWhilePaged } from './rows-vanish-while-paged.ts'
import { slowFirstByte } from './slow-first-byte.ts'
import { stalledBody } from './stalled-body.ts'
import { tooManyThreads } from './too-many-threads.ts'
import { transient401 } from './transient-401.ts'

/** Every flaw by its name. Where several show for one request, the first that answers instead of the instance does. */
export const catalogue = {
  // Whether a request is served at all.
  hibernating,
  'transient-401': transient401,
  'rate-limit-rule': rateLimitRule,
  'rate-limited': rateLimited,
  'too-many-threads': tooManyThreads,
  'accepted-202': accepted202,
  'gateway-errors': gatewayErrors,
  'connection-dropped': connectionDropped,
  // What rows there are, and how they are read.
  'odd-sys-ids': oddSysIds,
  'many-ties': manyTies,
  'rows-change-while-paged': rowsChangeWhilePaged,
  'rows-vanish-while-paged': rowsVanishWhilePaged,
  'rows-hidden-by-acl': rowsHiddenByAcl,
  'fields-hidden-by-acl': fieldsHiddenByAcl,
  'query-parts-ignored': queryPartsIgnored,
  'range-queries-refused': rangeQueriesRefused,
  'count-after-acls': countAfterAcls,
  'no-total-count': noTotalCount,
  'batch-cut-short': batchCutShort,
  // What becomes of an answer.
  'damaged-200': damaged200,
  'cancelled-200': cancelled200,
  'cancelled-500': cancelled500,
  'post-500-commits': post500Commits,
  'slow-first-byte': slowFirstByte,
  'stalled-body': stalledBody,
  'reset-mid-body': resetMidBody,
  'clock-skewed': clockSkewed,
} as const

/** The name of a flaw. */
export type FlawName = keyof typeof catalogue

/** Which flaws are switched on, each with what it is told, or as it is by default. */
export type Behaviours = {
  -readonly [Name in FlawName]?: true | Partial<(typeof catalogue)[Name]['defaults']>
}

/** The names of all flaws. */
export const flawNames = Object.keys(catalogue) as readonly FlawName[]
