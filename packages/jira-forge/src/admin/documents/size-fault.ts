import type { Refusal } from '../admin-answer.ts'

/**
 * The most bytes that a document may have as it is sent, so that it fits into what the platform lets a page send
 * (500 KB) with what goes with it.
 *
 * @see https://developer.atlassian.com/platform/forge/limits-invocation/
 */
export const mostBytes = 400_000

/** Says that a document is too large to be sent, before it is sent and again once it has arrived. */
export function sizeFault(text: string): Refusal | undefined {
  const bytes = new TextEncoder().encode(JSON.stringify(text)).length
  if (bytes <= mostBytes) return undefined
  return {
    ok: false,
    code: 'document-too-large',
    message: `The document has ${bytes} bytes as it is sent, and at most ${mostBytes} are taken.`,
    help: 'Leave out comments and what this site does not need, such as people who ask for nothing in Jira.',
  }
}
