/** Why something was not done, in words for whoever is at the screen. Codes are stable. */
export interface Refusal {
  readonly ok: false
  readonly code: string
  readonly message: string
  readonly help: string
}

/** What a function of an administration page answers. A no is data: nothing is thrown to a screen. */
export type AdminAnswer<Told extends object> = ({ readonly ok: true } & Told) | Refusal

/** Says no. */
export function refuse(code: string, message: string, help: string): Refusal {
  return { ok: false, code, message, help }
}

/** Somebody else saved first: nothing was written, so that their work is not lost. */
export const overtaken: Refusal = refuse(
  'overtaken',
  'Somebody else saved a change since you opened this.',
  'Load it again, look at what changed, and make your change once more.',
)
