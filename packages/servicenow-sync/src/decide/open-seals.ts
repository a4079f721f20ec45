import type { RequestLine, SealDesk } from '@ticketbound/core'
import { createSealOpener, type SealTrust } from '@ticketbound/seals'

/** Opens the seals of some request lines; without keys there is no desk, and no sealed approval counts. */
export async function openSeals(
  trust: SealTrust | undefined,
  lines: Iterable<RequestLine>,
): Promise<SealDesk | undefined> {
  if (trust === undefined) return undefined
  const opener = createSealOpener(trust)
  for (const { approvals } of lines) for (const { seal } of approvals) if (seal !== undefined) opener.note(seal)
  return opener.desk()
}
