import type { Fault } from '@ticketbound/core'

/** A fault of what a field of an issue says: named by the field's id, and by what it should say. */
export function fieldFault(field: string, part: string, fault: Omit<Fault, 'field'>): Fault {
  const { code, message, help } = fault
  return { code, field, message: `${part}: ${message}`, help }
}
