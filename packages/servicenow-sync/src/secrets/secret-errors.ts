import { quote } from '@ticketbound/core'
import { configError, type TicketboundError } from '../errors.ts'

/** Where a secret was looked for, in words, without anything that may be one itself. */
export type Looked = string

/** Makes the error for a place that has no secret. */
export function secretNotFound(what: string, looked: Looked): TicketboundError {
  return configError({
    code: 'secret-not-found',
    message: `${what} is looked for in ${looked}, which is not there`,
    help: 'put the secret there, or name another place: `env`, `file` or `command`',
  })
}

/** Makes the error for a place that has nothing. */
export function secretEmpty(what: string, looked: Looked): TicketboundError {
  return configError({
    code: 'secret-empty',
    message: `${what} is looked for in ${looked}, which is empty`,
    help: 'put the secret there',
  })
}

/** Makes the error for a place that may not be read, or that no secret can be. */
export function secretNotReadable(what: string, looked: Looked, why: string): TicketboundError {
  return configError({
    code: 'secret-not-readable',
    message: `${what} is looked for in ${looked}, and ${why}`,
    help: 'name a file that holds only the secret, and give this user the right to read it',
  })
}

/** Makes the error for a file that everybody on this machine can read or change. */
export function secretExposed(what: string, path: string): TicketboundError {
  return configError({
    code: 'secret-exposed',
    message: `${what} is in the file ${quote(path)}, which everybody on this machine can read or change`,
    help: 'take that right away (`chmod o-rwx FILE`, in a container a mode such as 0440), and renew the secret if others may have read it',
  })
}

/** Makes the error for a program that did not give the secret. */
export function secretCommandFailed(what: string, looked: Looked, why: string): TicketboundError {
  return configError({
    code: 'secret-command-failed',
    message: `${what} is looked for with ${looked}, which ${why}`,
    help: 'run it by hand as the same user; what it says is not repeated here, since it may hold a secret',
  })
}
