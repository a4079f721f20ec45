import { isAmiss } from '../servicenow/doctor/check.ts'
import type { Diagnosis } from '../servicenow/doctor/examine.ts'

/** Writes what was found as one JSON object: whether all that is needed is there, and every check. */
export function doctorJson(instance: string, { checks, broken }: Diagnosis): string {
  return JSON.stringify({
    instance,
    ok: broken === undefined && !checks.some(isAmiss),
    answers: broken === undefined,
    checks: checks.map(({ id, table = null, what, outcome, found, fix = null }) => ({
      id,
      table,
      what,
      outcome,
      found,
      fix,
    })),
  })
}
