import type { Fault } from './fault.ts'

/** Where something stands in a document: keys and list positions from the outside in. */
export type FaultPath = readonly (string | number)[]

/** A fault in a document, with the path by which a host that parsed the document finds the line and column. */
export interface PathFault extends Fault {
  readonly path: FaultPath
}

/** The value that a document gives, or everything that is wrong with the document. */
export type PathReading<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly faults: readonly PathFault[] }

/** Writes a path as people write it, such as `approvals[0].decidedAt`. */
export function sayPath(path: FaultPath): string {
  let said = ''
  for (const step of path) {
    if (typeof step === 'number') said += `[${step}]`
    else said += said === '' ? step : `.${step}`
  }
  return said
}

/** Places a fault in its document; a fault of the document as a whole names no field. */
export function faultAt(path: FaultPath, fault: Omit<Fault, 'field'>): PathFault {
  const { code, message, help } = fault
  return path.length === 0 ? { code, message, help, path } : { code, field: sayPath(path), message, help, path }
}
