import { appendFileSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type ServiceNowServer, startServiceNow } from '../servers/servicenow/start-servicenow.ts'
import type { Change } from '../servers/servicenow/world/create-world.ts'
import { smallInstance, writerRole } from '../servers/servicenow/worlds/small-instance.ts'
import { type CommandOptions, type CommandResult, runCommand } from './run-command.ts'

/** A folder of exports, an instance to write to, and the command between them. */
export interface WriteBackHouse {
  readonly server: ServiceNowServer
  readonly folder: string
  /** The ticket that took bob's access away, it says. */
  readonly ticket: string
  run(args: readonly string[], options?: CommandOptions): Promise<CommandResult>
  /** Who holds access from now on. */
  holders(...accounts: readonly string[]): void
  /** Cuts the file of holders off, as a broken export does. */
  cutOff(): void
  configure(more: string): void
  /** What the instance committed for Ticketbound, in short words, sorted. */
  written(): readonly string[]
}

const writer: {
  readonly read: readonly string[]
  readonly create: readonly string[]
  readonly write: readonly string[]
} = { read: [writerRole], create: [writerRole], write: [writerRole] }

/** Opens a house in which bob still holds what a ticket took away, and carol has no ticket: two findings. */
export async function openWriteBackHouse(): Promise<WriteBackHouse> {
  const instance = smallInstance()
  const rules = { ...instance.rules, tables: { ...instance.rules.tables, sc_task: writer } }
  const server = await startServiceNow({ ...instance, rules })
  const ticket = instance.world.rows('sc_req_item')[0]?.number ?? ''
  server.record.clear()
  const folder = mkdtempSync(join(tmpdir(), 'ticketbound-write-back-'))
  const house: WriteBackHouse = {
    server,
    folder,
    ticket,
    run: (args, options = {}) =>
      runCommand(args, { ...options, cwd: folder, env: { SN_PASSWORD: 'writer', ...options.env } }),
    holders: (...accounts) =>
      write(
        'access.ndjson',
        accounts.map((account) => ({ account, entitlement: 'deploy' })),
      ),
    cutOff: () => appendFileSync(join(folder, 'access.ndjson'), '{"acc'),
    configure: (more) => writeFileSync(join(folder, 'ticketbound.yaml'), configuration(server.url, more)),
    written: () => server.record.writes.flatMap((change) => said(change)).sort(),
  }
  const asked = { principal: 'bob', entitlement: 'deploy', state: 'closed-complete', approvals: [] }
  const asking = { openedAt: '2026-01-01T00:00:00Z', closedAt: '2026-01-02T00:00:00Z' }
  const leaving = { openedAt: '2026-01-10T00:00:00Z', closedAt: '2026-01-11T00:00:00Z' }
  write('requests.ndjson', [
    { number: 'OLD1', kind: 'provision', ...asked, ...asking },
    { number: ticket, kind: 'deprovision', ...asked, ...leaving },
  ])
  house.holders('bob', 'carol')
  house.configure('')
  return house

  function write(name: string, rows: readonly unknown[]): void {
    writeFileSync(join(folder, name), rows.map((row) => `${JSON.stringify(row)}\n`).join(''))
  }
}

function configuration(url: string, more: string): string {
  return `store: ./ticketbound.db
servicenow:
  instance: ${url}
  auth: { type: basic, user: ticketbound.writer, password: { env: SN_PASSWORD } }
sources:
  - { name: itsm, reads: requests, type: files, path: ./requests.ndjson }
  - { name: prod, reads: access, type: files, path: ./access.ndjson, system: prod }
writeBack:
  type: servicenow
  table: u_ticketbound_finding
  notes: true
  tasks: { table: sc_task, minSeverity: low, closeFields: { state: "3" } }
${more}`
}

/** What a change says, without ids that differ from house to house. A journal's own row only repeats its note. */
function said({ table, operation, values, by }: Change): readonly string[] {
  if (by !== 'ticketbound.writer' || table === 'sys_journal_field') return []
  if (values.work_notes !== undefined) return [`${table} note ${values.work_notes.split('\n').at(-1)}`]
  if (operation === 'insert') return [`${table} insert ${values.u_finding_key ?? values.correlation_id ?? ''}`]
  return [`${table} ${operation} ${JSON.stringify(values)}`]
}
