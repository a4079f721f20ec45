import { AppError } from '../app-error.ts'
import type { AppHost } from '../app-host.ts'
import type { ScreenRefusal } from './issue-screen.ts'

/** Says no. */
export function refuse(code: string, message: string, help: string): ScreenRefusal {
  return { ok: false, code, message, help }
}

/**
 * Does what a screen asks for, and makes a refusal of what fails on the way, with a reference to what was reported. The
 * platform's own demand for consent is handed on, because only the platform can answer it.
 */
export async function answering<Answer>(
  { reference, report }: Pick<AppHost, 'reference' | 'report'>,
  act: () => Promise<Answer>,
): Promise<Answer | ScreenRefusal> {
  try {
    return await act()
  } catch (error) {
    if (error instanceof Error && error.name === 'NEEDS_AUTHENTICATION_ERR') throw error
    const made = reference()
    report({ reference: made, error })
    return refuse(
      error instanceof AppError ? error.code : 'screen-failed',
      `Ticketbound could not read everything that it takes to show this (reference ${made}).`,
      'Try again. If it happens again, give your Jira administrator the reference.',
    )
  }
}
