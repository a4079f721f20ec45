import { existsSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type CommandResult, runCommand } from '../scenarios/run-command.ts'

/** A folder whose configuration reads tickets from an instance, and the command there. */
export interface MapHouse {
  readonly folder: string
  /** Runs the built command, as a process of its own. */
  run(...args: readonly string[]): Promise<CommandResult>
  /** Runs `ticketbound servicenow map`. */
  map(...args: readonly string[]): Promise<CommandResult>
  put(name: string, text: string): void
  /** The text of a file; empty where there is none. */
  text(name: string): string
  /** Names the map in the configuration, as the command says. */
  nameMap(): void
}

/** Opens a house without a map. */
export function openMapHouse(instance: string, password = 'reader'): MapHouse {
  const folder = mkdtempSync(join(tmpdir(), 'ticketbound-map-'))
  const put = (name: string, text: string): void => writeFileSync(join(folder, name), text)
  const text = (name: string): string =>
    existsSync(join(folder, name)) ? readFileSync(join(folder, name), 'utf8') : ''
  const run = (...args: readonly string[]): Promise<CommandResult> =>
    runCommand(args, { cwd: folder, env: { SERVICENOW_PASSWORD: password } })
  put(
    'ticketbound.yaml',
    `store: ./ticketbound.db
servicenow:
  instance: ${instance}
  auth: { type: basic, user: ticketbound.reader, password: { env: SERVICENOW_PASSWORD } }
  pageSize: 20
sources:
  - { name: itsm, reads: requests, type: servicenow }
`,
  )
  return {
    folder,
    run,
    map: (...args) => run('servicenow', 'map', ...args),
    put,
    text,
    nameMap: () =>
      put(
        'ticketbound.yaml',
        text('ticketbound.yaml').replace('  pageSize', '  map: ./servicenow-map.yaml\n  pageSize'),
      ),
  }
}
