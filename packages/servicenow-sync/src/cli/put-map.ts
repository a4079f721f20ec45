import { readFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { quote } from '@ticketbound/core'
import type { Config } from '../config/read-config.ts'
import { configError, type TicketboundError } from '../errors.ts'
import { initServiceNowFiles } from './init-servicenow-files.ts'
import { lineDifference } from './line-difference.ts'
import { plain } from './output.ts'
import { writeWhole } from './write-file.ts'

/** What became of a proposed map, and what it changes in the file that was there. */
export interface PutMap {
  readonly outcome: 'written' | 'already-so' | 'kept'
  readonly difference: readonly string[]
}

/**
 * Writes a proposed map. A file that is there and differs is kept as it is, unless `force` says otherwise, or it is the one
 * that `ticketbound init` wrote.
 */
export function putMap(file: string, text: string, force: boolean): PutMap {
  const there = textThere(file)
  const before = there === initServiceNowFiles['servicenow-map.yaml'] ? undefined : there
  if (before === text) return { outcome: 'already-so', difference: [] }
  const difference = before === undefined ? [] : lineDifference(before, text)
  if (before !== undefined && !force) return { outcome: 'kept', difference }
  // It names items and variables, and nobody.
  writeWhole(file, text, 0o644)
  return { outcome: 'written', difference }
}

/** Makes the error of a file that was kept. */
export function wouldOverwrite(file: string): TicketboundError {
  return configError({
    code: 'map-would-overwrite',
    message: `${quote(file)} is already there and differs, and nothing was written`,
    help: 'take over by hand what you want of it, or add --force',
  })
}

function textThere(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8')
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined
    throw unreadable(file, error)
  }
}

function unreadable(file: string, cause: unknown) {
  return configError({
    code: 'file-not-written',
    message: `${quote(file)} cannot be written over, because it cannot be read`,
    help: 'name a file, and check its rights',
    cause,
  })
}

/** Where a map of a configuration stands, or would stand. */
export function placeOfMap({ file, servicenow }: Config): string {
  return servicenow?.map ?? join(dirname(file), 'servicenow-map.yaml')
}

/** What to type after a map was proposed. */
export function nextSteps(given: {
  readonly config: Config
  readonly place: string
  readonly written?: string
}): readonly string[] {
  const { config, place, written } = given
  const flag = config.file === './ticketbound.yaml' ? '' : ` --config ${config.file}`
  if (written === undefined) return ['Then:', `  ticketbound servicenow map${flag} --write ${place}`]
  const named = `./${relative(dirname(config.file), written)}`
  const naming = [`Name it in ${config.file}, under \`servicenow\`:`, `  map: ${named}`]
  return [
    ...(config.servicenow?.map === undefined ? naming : []),
    'When you have looked at it:',
    `  ticketbound servicenow map${flag} --check`,
  ].map(plain)
}
