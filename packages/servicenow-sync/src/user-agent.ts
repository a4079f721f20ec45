import { version } from './version.ts'

/** By what a vendor's administrator knows our requests. */
export function userAgent(): string {
  return `ticketbound/${version()} (access reconciliation; node/${process.versions.node})`
}
