import { AppError } from '../app-error.ts'

/** Says that what is stored cannot be read: it is damaged, or of a later version of the app. */
export function unreadable(what: string, cause?: unknown): AppError {
  return new AppError('integrity', {
    code: 'storage-unreadable',
    message: `what the app has stored as ${what} cannot be read`,
    help: 'tell a Jira administrator, who finds more under the health of the app; nothing was changed',
    cause,
  })
}

/** Says that something is larger than the platform lets the app store in one piece. */
export function tooLarge(what: string): AppError {
  return new AppError('input', {
    code: 'storage-too-large',
    message: `${what}: it is larger than the app can store`,
    help: 'make it smaller; nothing was changed',
  })
}

/** Says that the platform's storage did not do what was asked, and that asking again may help. */
export function storageFailed(what: string, cause: unknown): AppError {
  return new AppError('upstream', {
    code: 'storage-failed',
    message: `the app’s storage failed: ${what}`,
    help: 'try again in a minute; tell a Jira administrator if it goes on',
    cause,
  })
}

/** Says that too much is asked of the storage at once, or that it is full. */
export function storageBusy(what: string, cause?: unknown): AppError {
  return new AppError('upstream', {
    code: 'storage-busy',
    message: `the app’s storage takes no more at the moment: ${what}`,
    help: 'try again in a minute; tell a Jira administrator if it goes on, because it may be full',
    cause,
  })
}
