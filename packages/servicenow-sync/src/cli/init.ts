import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { quote } from '@ticketbound/core'
import type { Command } from 'commander'
import { configError } from '../errors.ts'
import type { CommandContext } from './command-context.ts'
import { initFiles } from './init-files.ts'
import { initServiceNowFiles } from './init-servicenow-files.ts'
import { someText } from './options.ts'
import { schemaNames, schemaText } from './schema-files.ts'
import { whyNotWritten } from './why-not-written.ts'

const examples = `
Examples:
  $ ticketbound init
  $ ticketbound init prod
  $ ticketbound init --servicenow       tickets and people from a ServiceNow instance

Nothing that is there is overwritten.`

/** Adds `ticketbound init`: writes a first configuration with comments. */
export function addInit(program: Command, { io, finish }: CommandContext): void {
  program
    .command('init')
    .description('write a first configuration, with comments, and the schemas that editors complete it by')
    .argument('[dir]', 'the folder to write to', someText, '.')
    .option('--servicenow', 'for tickets and people that come from a ServiceNow instance')
    .addHelpText('after', examples)
    .action((folder: string, { servicenow = false }: { readonly servicenow?: boolean }) => {
      for (const file of writeFirstFiles(folder, servicenow ? initServiceNowFiles : initFiles)) {
        io.out.line(`Wrote ${file}`)
      }
      io.out.line()
      for (const line of servicenow ? servicenowSteps(folder) : filesSteps(folder)) io.out.line(line)
      finish({})
    })
}

function filesSteps(folder: string): readonly string[] {
  return [
    'Put your exports where ticketbound.yaml says, or change the paths. Then:',
    `  ticketbound run --config ${join(folder, 'ticketbound.yaml')}`,
  ]
}

function servicenowSteps(folder: string): readonly string[] {
  const config = `--config ${join(folder, 'ticketbound.yaml')}`
  return [
    'Name your instance in ticketbound.yaml, and put the secret where it says. Then:',
    `  ticketbound doctor ${config}`,
    `  ticketbound servicenow map ${config} --write ${join(folder, 'servicenow-map.yaml')}`,
    `  ticketbound servicenow map ${config} --check`,
    `  ticketbound run ${config}`,
  ]
}

function writeFirstFiles(folder: string, first: Readonly<Record<string, string>>): readonly string[] {
  const schemas = schemaNames.map((name) => [join('schema', `${name}.schema.json`), schemaText(name)] as const)
  const files = [...Object.entries(first), ...schemas].map(([name, text]) => [join(folder, name), text] as const)
  const there = files.map(([file]) => file).filter((file) => existsSync(file))
  if (there.length > 0) {
    throw configError({
      code: 'init-would-overwrite',
      message: `${there.map(quote).join(', ')} ${there.length === 1 ? 'is' : 'are'} already there, and nothing was written`,
      help: 'name another folder, or move what is there away first',
    })
  }
  for (const [file, text] of files) writeNew(file, text)
  return files.map(([file]) => file)
}

function writeNew(file: string, text: string): void {
  try {
    mkdirSync(dirname(file), { recursive: true })
    writeFileSync(file, text, { flag: 'wx' })
  } catch (cause) {
    throw whyNotWritten(file, cause)
  }
}
