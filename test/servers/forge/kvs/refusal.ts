/** That a storage request is not served: the status, and the body in the platform's own envelope. */
export interface Refusal {
  readonly status: number
  readonly body: { readonly code: string; readonly message: string }
}

/** Refuses a storage request. */
export function refuse(status: number, code: string, message: string): Refusal {
  return { status, body: { code, message } }
}
