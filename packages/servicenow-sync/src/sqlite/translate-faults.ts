import { inputError, TicketboundError } from '../errors.ts'

/** What is said of a fault of SQLite's that an operator can do something about. */
export type FaultWords = readonly [code: string, message: string, help: string]

/** What is said of each, by SQLite's primary result code. */
export type OperatorFaults = ReadonlyMap<number, FaultWords>

/** Runs work, and says SQLite's own faults in words that tell the operator what to do. */
export function translateFaults<T>(faults: OperatorFaults, work: () => T): T {
  try {
    return work()
  } catch (error) {
    if (error instanceof TicketboundError || !(error instanceof Error) || !('errcode' in error)) throw error
    const words = faults.get(Number(error.errcode) & 0xff)
    if (words === undefined) throw error
    const [code, message, help] = words
    throw inputError({ code, message, help, cause: error })
  }
}
