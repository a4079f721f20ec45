/** Why an invocation gave nothing. */
export type FailureReason =
  | 'unknown-function'
  | 'threw'
  | 'timed-out'
  | 'payload-too-large'
  | 'answer-too-large'
  | 'too-many'
  | 'token-refused'

/** That the platform has no answer of the app to give. */
export class InvocationFailure extends Error {
  readonly reason: FailureReason

  constructor(reason: FailureReason, message: string, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause })
    this.name = 'InvocationFailure'
    this.reason = reason
  }
}
