import { existsSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { quote } from '@ticketbound/core'
import { configFaultsError } from '../config/config-fault.ts'
import type { SourceEntry } from '../config/config-shape.ts'
import { readConfig } from '../config/read-config.ts'
import { readRules } from '../config/read-rules.ts'
import { configError, type TicketboundError } from '../errors.ts'
import type { Rules } from './house.ts'

/**
 * Reads one side of a comparison: a folder with `catalogue.yaml`, `policy.yaml` or both, or a `ticketbound.yaml`, which
 * names them. Throws a configuration error with every fault.
 */
export function readSide(path: string, sources: readonly SourceEntry[]): Rules {
  const found = statSync(path, { throwIfNoEntry: false })
  if (found === undefined) throw rulesNotFound(path, 'there is no such folder or file')
  if (!found.isDirectory()) return readConfig(path)
  const [catalogue, policy] = ['catalogue.yaml', 'policy.yaml'].map((name) => ifThere(join(path, name)))
  if (catalogue === undefined && policy === undefined) {
    throw rulesNotFound(path, 'the folder has neither catalogue.yaml nor policy.yaml')
  }
  const reading = readRules({ ...(catalogue && { catalogue }), ...(policy && { policy }), sources })
  if (!reading.ok) throw configFaultsError(reading.faults)
  return reading.value
}

function ifThere(file: string): string | undefined {
  return existsSync(file) ? file : undefined
}

function rulesNotFound(path: string, message: string): TicketboundError {
  return configError({
    code: 'rules-not-found',
    message: `${quote(path)}: ${message}`,
    help: 'name a folder with catalogue.yaml and policy.yaml, or a ticketbound.yaml that names them',
  })
}
