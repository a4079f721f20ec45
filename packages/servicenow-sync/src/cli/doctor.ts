import { closest } from '@ticketbound/core'
import { type Command, InvalidArgumentError, Option } from 'commander'
import { type Configuration, readConfig } from '../config/read-config.ts'
import type { ServiceNowEntry } from '../config/servicenow-shape.ts'
import { courtesy } from '../servicenow/courtesy.ts'
import { isAmiss } from '../servicenow/doctor/check.ts'
import type { Diagnosis, Examination } from '../servicenow/doctor/examine.ts'
import { neededTables } from '../servicenow/doctor/needed-tables.ts'
import { requiredAcls } from '../servicenow/doctor/required-acls.ts'
import type { WriteTarget } from '../servicenow/doctor/write-target.ts'
import { tableSpecs } from '../servicenow/schema.ts'
import type { WriteBackSettings } from '../servicenow/write-back/write-back-settings.ts'
import { userAgent } from '../user-agent.ts'
import { aclLines } from './acl-lines.ts'
import type { CommandContext } from './command-context.ts'
import { doctorJson } from './doctor-json.ts'
import { doctorLines } from './doctor-lines.ts'
import type { Outcome } from './exit-code.ts'
import { instanceOf } from './instance-of.ts'
import type { Io } from './io.ts'
import { configOption } from './options.ts'
import { plain } from './output.ts'

interface DoctorOptions {
  readonly config: string
  readonly table?: readonly string[]
  readonly write?: true
  readonly printAcls?: true
  readonly json?: true
}

const examples = `
Examples:
  $ ticketbound doctor
  $ ticketbound doctor --table sc_req_item sysapproval_approver
  $ ticketbound doctor --print-acls            what an administrator must grant
  $ ticketbound doctor --json > doctor.json

Exit codes: 0 all that is needed is there, 2 something is missing, 3 the instance does not answer.`

/** Adds `ticketbound doctor`: looks at everything that a night needs of a ServiceNow instance. */
export function addDoctor(program: Command, { io, finish }: CommandContext): void {
  program
    .command('doctor')
    .description('look at everything that is needed of the ServiceNow instance, and say what to grant')
    .addOption(configOption())
    .addOption(new Option('--table <name...>', 'look at these tables alone').argParser(toTables).conflicts('write'))
    .option('--write', 'create one record where findings are written to, and delete it again')
    .addOption(new Option('--print-acls', 'list what must be granted, and ask the instance nothing').conflicts('write'))
    .option('--json', 'print what was found as one JSON object')
    .addHelpText('after', examples)
    .action(async (options: DoctorOptions) => finish(await doctor(options, io)))
}

function toTables(name: string, before: readonly string[] | undefined): readonly string[] {
  const known = tableSpecs.map(({ table }) => table)
  if (known.includes(name)) return [...(before ?? []), name]
  const meant = closest(name, known)
  throw new InvalidArgumentError(meant === undefined ? `Use one of ${known.join(', ')}.` : `Did you mean ${meant}?`)
}

async function doctor(options: DoctorOptions, io: Io): Promise<Outcome> {
  const configuration = readConfig(options.config)
  const entry = instanceOf(configuration)
  const examination = toExamination(configuration, entry, options, io)
  if (options.printAcls) {
    const acls = requiredAcls(examination.tables, examination.target)
    if (options.json) io.out.line(JSON.stringify({ instance: entry.instance, acls }))
    else await io.out.lines(aclLines(acls, io.out))
    return {}
  }
  const diagnosis = await diagnose(entry, examination, io)
  if (options.json) io.out.line(doctorJson(entry.instance, diagnosis))
  else await io.out.lines(doctorLines(entry.instance, diagnosis, io.out))
  return outcomeOf(diagnosis)
}

function outcomeOf({ checks, broken }: Diagnosis): Outcome {
  if (broken?.kind === 'upstream') return { upstream: true }
  return { input: checks.some(isAmiss) }
}

function toExamination(
  { config, map }: Configuration,
  { instance, auth, ...limits }: ServiceNowEntry,
  { table, write }: DoctorOptions,
  io: Io,
): Examination {
  const reads = [...new Set(config.sources.flatMap((source) => (source.type === 'servicenow' ? [source.reads] : [])))]
  const { pageSize, concurrency, requestsPerHour } = { ...courtesy, ...limits }
  return {
    instance,
    auth: auth.type,
    tables: neededTables({ reads, ...(map && { map }), ...(table && { only: table }) }),
    pageSize,
    concurrency,
    requestsPerHour,
    ...(map !== undefined && table === undefined && reads.includes('requests') && { map }),
    ...(config.writeBack?.type === 'servicenow' && table === undefined && { target: toTarget(config.writeBack) }),
    ...(write && { trialKey: `ticketbound-doctor-${io.now()}` }),
    signal: io.signal,
  }
}

/** What the settings of writing back come to, as far as rights are concerned. */
function toTarget({ table, columns, importTable, notes, ticketTables, tasks }: WriteBackSettings): WriteTarget {
  const named = Object.values(columns).filter((column) => column !== false)
  return {
    table,
    key: columns.key === false ? 'sys_id' : columns.key,
    columns: named,
    ...(importTable !== undefined && { importTable }),
    ...(notes && { noteTables: ticketTables }),
    ...(tasks && {
      tasks: { table: tasks.table, fields: Object.keys(tasks.fields), closeFields: Object.keys(tasks.closeFields) },
    }),
  }
}

const clearLine = '\r\u001b[2K'

async function diagnose(entry: ServiceNowEntry, examination: Examination, { err, env, now }: Io): Promise<Diagnosis> {
  // What speaks to a vendor takes its time to load, so only a command that needs it waits for that.
  const { connectWatched } = await import('../servicenow/doctor/connect-watched.ts')
  const { examine } = await import('../servicenow/doctor/examine.ts')
  const connection = await connectWatched(entry, { env, userAgent: userAgent(), now })
  const onStep = (what: string): void => {
    if (err.isTerminal) err.text(`${clearLine}${err.paint.dim(`Looking at ${plain(what)}`)}`)
  }
  try {
    return await examine(connection, { ...examination, onStep })
  } finally {
    if (err.isTerminal) err.text(clearLine)
    connection.close()
  }
}
