import { join } from 'node:path'
import { Argument, type Command } from 'commander'
import type { CommandContext } from './command-context.ts'
import { someText } from './options.ts'
import { type SchemaName, schemaFile, schemaNames, schemaText } from './schema-files.ts'
import { table } from './table.ts'
import { writeWhole } from './write-file.ts'

const examples = `
Examples:
  $ ticketbound policy schema
  $ ticketbound policy schema catalogue
  $ ticketbound policy schema --write ./schema

An editor with the YAML language server completes and checks a file whose first line is
  # yaml-language-server: $schema=./schema/catalogue.schema.json`

/** Adds `ticketbound policy schema`: gives the JSON Schemas of the files. */
export function addPolicySchema(policy: Command, { io, finish }: CommandContext): void {
  policy
    .command('schema')
    .description('print the JSON Schema of a file, write all of them, or say where they are')
    .addArgument(new Argument('[file]', 'the file whose schema is printed').choices(schemaNames))
    .option('--write <dir>', 'write all of them to this folder, over older ones', someText)
    .addHelpText('after', examples)
    .action(async (name: SchemaName | undefined, { write }: { readonly write?: string }) => {
      const lines = write === undefined ? shown(name) : writeAll(write)
      await io.out.lines(lines)
      finish({})
    })
}

function shown(name: SchemaName | undefined): readonly string[] {
  if (name !== undefined) return [schemaText(name).trimEnd()]
  return table(schemaNames.map((each) => [`${each}.yaml`, schemaFile(each)]))
}

function writeAll(folder: string): readonly string[] {
  return schemaNames.map((name) => {
    const file = join(folder, `${name}.schema.json`)
    writeWhole(file, schemaText(name), 0o644)
    return `Wrote ${file}`
  })
}
