import { verifyStep } from '../../audit/verify-log.ts'
import { fail, fine, type HealthCheck } from '../health-line.ts'

/** Whether the app's log holds: as much of it as can be verified while somebody waits. */
export const logCheck: HealthCheck = {
  id: 'log',
  title: 'Audit log',
  async look({ audit }) {
    const { head, count, done, broken } = await verifyStep(audit)
    if (broken !== undefined) {
      return fail(
        `The log is broken: ${broken.message}.`,
        'Export what there is, compare it with an earlier export, and find out who may write to the storage of the app.',
      )
    }
    if (done) return fine(`${count} ${count === 1 ? 'entry' : 'entries'}, and each of them holds.`)
    return fine(`The first ${head.count} of ${count} entries hold; verify all of them under Audit log.`)
  },
}
