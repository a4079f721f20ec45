import type { AppHost } from '../app-host.ts'
import { type DeskRefusal, refuse } from './refusal.ts'

/** Where what went wrong is told. */
type Teller = Pick<AppHost, 'reference' | 'report'>

/**
 * Does something at the desk and makes a refusal of what fails on the way, with a reference to what was reported. The
 * platform's own demand for consent is handed on, because only the platform can answer it.
 */
export async function atDesk<Outcome>(host: Teller, act: () => Promise<Outcome>): Promise<Outcome | DeskRefusal> {
  try {
    return await act()
  } catch (error) {
    if (error instanceof Error && error.name === 'NEEDS_AUTHENTICATION_ERR') throw error
    return refuse(
      'desk-failed',
      `Ticketbound could not do this, and nothing was recorded (reference ${tell(error, host)}).`,
      'Try again; if it happens again, give your Jira administrator the reference.',
    )
  }
}

/** Reports what went wrong and gives the reference to it. A log that cannot be written undoes nothing. */
export function tell(error: unknown, { reference, report }: Teller): string {
  try {
    const made = reference()
    report({ reference: made, error })
    return made
  } catch {
    return 'none (it could not be recorded)'
  }
}

/**
 * Says that the storage gave no answer: it may have written all the same, and the log then has an intent without an end.
 */
export function unsure(what: string, error: unknown, host: Teller): DeskRefusal {
  return refuse(
    'recorded-unsurely',
    `The storage gave no answer, so nobody can tell yet whether ${what} was recorded (reference ${tell(error, host)}).`,
    'Load the issue again. If it is not shown, do it again: nothing is recorded twice.',
  )
}
