import * as v from 'valibot'
import type { AdminAnswer } from '../admin-answer.ts'
import { type AdministeredHost, adminFunction } from '../admin-function.ts'
import { documentChecks } from './checks/document-checks.ts'
import { fieldsCheck } from './checks/fields-check.ts'
import { gateCheck } from './checks/gate-check.ts'
import { keyCheck } from './checks/key-check.ts'
import { logCheck } from './checks/log-check.ts'
import { ownersCheck } from './checks/owners-check.ts'
import { permissionsCheck } from './checks/permissions-check.ts'
import { sweepCheck } from './checks/sweep-check.ts'
import type { HealthCheck, HealthLine } from './health-line.ts'

/** Everything that is looked at, in the order in which a site is set up. */
export const healthChecks: readonly HealthCheck[] = [
  fieldsCheck,
  ...documentChecks,
  ownersCheck,
  permissionsCheck,
  gateCheck,
  sweepCheck,
  keyCheck,
  logCheck,
]

/** Looks at everything at once. */
export const readHealth = adminFunction(
  v.strictObject({}),
  async (_payload, { host }): Promise<AdminAnswer<{ readonly lines: readonly HealthLine[] }>> => {
    return { ok: true, lines: await Promise.all(healthChecks.map((check) => lookAt(check, host))) }
  },
)

/** What cannot be looked at is told as that, and hides nothing else. */
async function lookAt({ id, title, look }: HealthCheck, host: AdministeredHost): Promise<HealthLine> {
  try {
    return { id, title, ...(await look(host)) }
  } catch (error) {
    const reference = host.reference()
    host.report({ reference, error })
    return { id, title, state: 'fail', says: 'It could not be looked at.', remedy: remedyOf(error, reference) }
  }
}

function remedyOf(error: unknown, reference: string): string {
  const help = error instanceof Error && 'help' in error && typeof error.help === 'string' ? `${error.help}. ` : ''
  return `${help.slice(0, 1).toUpperCase()}${help.slice(1)}Look the reference ${reference} up in the app's log.`
}
