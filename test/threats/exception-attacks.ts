import type { Attack } from './attack.ts'
import type { Row } from './threat-house.ts'

const exception: Row = {
  id: 'EX-1',
  owner: 'bob',
  reason: 'The quarter closes',
  from: '2026-03-01T00:00:00Z',
  until: '2026-06-30',
  covers: { rule: 'expiry-too-late', principal: 'alice', entitlement: 'deploy' },
  approvedBy: 'carol',
}

/** An end that is too far away, which the exception would excuse. */
const tooLong = (honest: Row): Row => ({ ...honest, expiresAt: '2026-12-31', exception: 'EX-1' })
/** The request that is too long, under the exception with some change. */
export const under =
  (change: Row): Attack['attempt'] =>
  (honest) => ({ row: tooLong(honest), exceptions: [{ ...exception, ...change }] })

/** Bending an exception. */
export const exceptions: readonly Attack[] = [
  {
    id: 'exception-approved-by-its-owner',
    stoppedBy: 'exception-self-approved',
    attempt: under({ approvedBy: 'bob-adm' }),
  },
  {
    id: 'exception-approved-by-the-requester',
    stoppedBy: 'exception-self-approved',
    attempt: under({ approvedBy: 'rita' }),
  },
  { id: 'exception-without-an-end-in-sight', stoppedBy: 'exception-too-long', attempt: under({ until: '2099-12-31' }) },
  { id: 'exception-that-is-over', stoppedBy: 'exception-not-in-force', attempt: under({ until: '2026-03-08' }) },
  {
    id: 'exception-for-another-entitlement',
    stoppedBy: 'exception-not-for-request',
    attempt: under({ covers: { rule: 'expiry-too-late', entitlement: 'vault' } }),
  },
  {
    id: 'exception-for-another-rule',
    stoppedBy: 'expiry-too-late',
    attempt: under({ covers: { rule: 'role-not-eligible' } }),
  },
  {
    id: 'exception-that-names-no-rule',
    stoppedBy: 'exception-not-for-rule',
    attempt: under({ covers: { principal: 'alice' } }),
  },
  {
    id: 'exception-to-a-rule-without-exceptions',
    stoppedBy: 'exception-not-for-rule',
    attempt: under({ covers: { rule: 'principal-unknown' } }),
  },
]
