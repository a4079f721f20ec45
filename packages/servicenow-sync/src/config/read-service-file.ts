import { readServiceMeasures, type ServiceMeasure } from '@ticketbound/core'
import { configFaultsError } from './config-fault.ts'
import { readYamlFile } from './read-yaml-file.ts'

/**
 * Reads the measures of services that a file gives, whose days begin in `zone`. Throws one configuration error that
 * tells everything wrong with it, each fault with file, line and column.
 */
export function readServiceFile(file: string, zone: string): readonly ServiceMeasure[] {
  const document = readYamlFile(file)
  if (!document.ok) throw configFaultsError(document.faults)
  const reading = readServiceMeasures(document.value.value, zone)
  if (reading.ok) return reading.value
  const { whereIs } = document.value
  throw configFaultsError(reading.faults.map(({ path, ...fault }) => ({ ...fault, file, ...whereIs(path) })))
}
