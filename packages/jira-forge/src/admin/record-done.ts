import type { AppAuditType, Json } from '@ticketbound/core'
import type { AdminCall } from './admin-function.ts'

/**
 * Writes to the app's log what was done, and by which account. It is done already, so a log that cannot be written does
 * not undo it; the screen is told.
 */
export async function recordDone(
  { host, accountId }: AdminCall,
  type: AppAuditType,
  refs: Readonly<Record<string, Json>>,
): Promise<{ readonly logged: boolean }> {
  try {
    await host.audit.append({ type, at: host.now(), refs: { ...refs, by: accountId } })
    return { logged: true }
  } catch (error) {
    host.report({ reference: host.reference(), error })
    return { logged: false }
  }
}
