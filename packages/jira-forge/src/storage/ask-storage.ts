import { AppError } from '../app-error.ts'
import { storageBusy, storageFailed } from './storage-failure.ts'

/** Asks the storage for something, and says in the app's own words what failed. `what` names it: 'the settings'. */
export async function askStorage<T>(what: string, ask: () => Promise<T>): Promise<T> {
  try {
    return await ask()
  } catch (error) {
    throw toStorageFailure(what, error)
  }
}

/** Says in the app's own words why the storage failed; what already does stays as it is. */
export function toStorageFailure(what: string, error: unknown): AppError {
  if (error instanceof AppError) return error
  return statusOf(error) === 429 ? storageBusy(what, error) : storageFailed(what, error)
}

/** The status that the platform answered with; by its form, because a bundle may hold the vendor's classes twice. */
function statusOf(error: unknown): number | undefined {
  if (typeof error !== 'object' || error === null || !('responseDetails' in error)) return undefined
  const details = error.responseDetails
  if (typeof details !== 'object' || details === null || !('status' in details)) return undefined
  return typeof details.status === 'number' ? details.status : undefined
}
