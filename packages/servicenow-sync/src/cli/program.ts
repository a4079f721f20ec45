import { Command } from 'commander'
import { version } from '../version.ts'
import { addAccept } from './accept.ts'
import { addAuditExport } from './audit-export.ts'
import { addAuditVerify } from './audit-verify.ts'
import { addBaseline } from './baseline.ts'
import type { CommandContext } from './command-context.ts'
import { addConfirm } from './confirm.ts'
import { addControls } from './controls.ts'
import { addDecide } from './decide.ts'
import { addDiscard } from './discard.ts'
import { addDoctor } from './doctor.ts'
import { addFindings } from './findings.ts'
import { addInit } from './init.ts'
import { addKpi } from './kpi.ts'
import { openDeskLater } from './open-desk-later.ts'
import { addPolicyCheck } from './policy-check.ts'
import { addPolicyDiff } from './policy-diff.ts'
import { addPolicyExplain } from './policy-explain.ts'
import { addPolicySchema } from './policy-schema.ts'
import { addReport } from './report.ts'
import { addRun } from './run.ts'
import { addServiceNowMap } from './servicenow-map.ts'
import { addWriteBack } from './write-back.ts'

const examples = `
Examples:
  $ ticketbound init             write a first configuration
  $ ticketbound run              run one night
  $ ticketbound findings         list what differs
  $ ticketbound help accept      how a command is used`

const auditExamples = `
Examples:
  $ ticketbound audit verify
  $ ticketbound audit export ./audit`

const servicenowExamples = `
Examples:
  $ ticketbound servicenow map --write servicenow-map.yaml
  $ ticketbound servicenow map --check`

const policyExamples = `
Examples:
  $ ticketbound policy check
  $ ticketbound policy explain --request REQ1
  $ ticketbound policy diff . ./proposed
  $ ticketbound policy schema --write ./schema`

/** Builds the command line. It never ends the process: it throws commander's errors, and tells `finish` how it went. */
export function buildProgram(context: CommandContext): Command {
  const { out, err } = context.io
  const program = new Command('ticketbound')
    .description('Every grant is bound to a ticket, and every ticket to a grant.')
    .version(version(), '--version', 'print the version')
    .configureOutput({
      writeOut: out.text,
      writeErr: err.text,
      getOutHasColors: () => false,
      getErrHasColors: () => false,
    })
    .exitOverride()
    .showHelpAfterError('`--help` after the command shows how it is used.')
    .addHelpText('after', examples)
  addInit(program, context)
  addRun(program, context)
  addFindings(program, context)
  addControls(program, context)
  addKpi(program, context)
  addReport(program, context)
  addAccept(program, context)
  addBaseline(program, context)
  addConfirm(program, context)
  addDiscard(program, context)
  addDecide(program, context)
  addWriteBack(program, context, openDeskLater)
  addDoctor(program, context)
  const servicenow = program
    .command('servicenow')
    .description('say what the tickets of a ServiceNow instance mean')
    .addHelpText('after', servicenowExamples)
  addServiceNowMap(servicenow, context)
  const policy = program
    .command('policy')
    .description('check, explain and compare the rules')
    .addHelpText('after', policyExamples)
  addPolicyCheck(policy, context)
  addPolicyExplain(policy, context)
  addPolicyDiff(policy, context)
  addPolicySchema(policy, context)
  const audit = program
    .command('audit')
    .description('check or export the log of all nights')
    .addHelpText('after', auditExamples)
  addAuditVerify(audit, context)
  addAuditExport(audit, context)
  return program
}
