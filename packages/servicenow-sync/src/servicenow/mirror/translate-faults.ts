import { inputError, TicketboundError } from '../../errors.ts'

/** SQLite's primary result codes that an operator can do something about. */
const operatorFaults: ReadonlyMap<number, readonly [code: string, message: string, help: string]> = new Map([
  [5, ['mirror-busy', 'another process reads the same instance now', 'wait until it has finished, then run again']],
  [
    8,
    [
      'mirror-read-only',
      'the mirror of the instance cannot be written to',
      'give this user write access to the file and its folder',
    ],
  ],
  [
    10,
    [
      'mirror-io-failed',
      'the disk failed while the mirror of the instance was written',
      'check that the disk works and has room, then run again; what was read is kept',
    ],
  ],
  [
    11,
    [
      'mirror-damaged',
      'the mirror of the instance is damaged',
      'delete the file: it holds nothing that the instance does not, and the next night reads everything anew',
    ],
  ],
  [13, ['mirror-disk-full', 'the disk is full', 'free some space and run again; what was read until then is kept']],
])

/** Says SQLite's own faults in words that tell the operator what to do. */
export function translateFaults<T>(work: () => T): T {
  try {
    return work()
  } catch (error) {
    if (error instanceof TicketboundError || !(error instanceof Error) || !('errcode' in error)) throw error
    const fault = operatorFaults.get(Number(error.errcode) & 0xff)
    if (fault === undefined) throw error
    const [code, message, help] = fault
    throw inputError({ code, message, help, cause: error })
  }
}
