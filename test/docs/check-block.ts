import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { checkJson, checkNdjson, checkYaml } from './check-data.ts'
import { checkConsole, checkSh } from './check-shell.ts'
import { checkTypeScript } from './check-typescript.ts'
import type { Block } from './read-markdown.ts'
import type { Shell } from './run-shell.ts'

/** Where a block runs. */
export interface Place {
  /** The folder that the blocks of one document share. */
  readonly folder: string
  readonly shell: Shell
}

/** Runs or checks one block by its language; throws what is wrong. A block with a `title` is first written to that file. */
export async function checkBlock(block: Block, { folder, shell }: Place): Promise<void> {
  const { language, attributes, text, notes } = block
  const title = attributes.get('title')
  const name = title ?? attributes.get('as')
  if (title !== undefined) writeFileSync(join(folder, title), text)
  await prepare(notes.get('before'), folder, shell)
  switch (language) {
    case 'sh':
      return checkSh(block, folder, shell)
    case 'console':
      return checkConsole(block, folder, shell)
    case 'json':
      return checkJson(name, text)
    case 'yaml':
      return checkYaml(named(name), text, folder, title !== undefined)
    case 'ndjson':
      return checkNdjson(named(name), text)
    case 'csv':
      named(title)
      return
    case 'sql':
      return runSql(text, join(folder, 'ticketbound.db'))
    case 'ts':
      return checkTypeScript(text)
    default:
      throw new Error(`nothing checks a block of language \`${language}\``)
  }
}

/** Runs what a reader is told in words to do before a block, such as putting a file somewhere. */
async function prepare(script: string | undefined, folder: string, shell: Shell): Promise<void> {
  if (script === undefined) return
  const { code, stderr } = await shell(script, folder)
  if (code !== 0) throw new Error(`\`${script}\` ended with ${code}\n${stderr}`)
}

function named(name: string | undefined): string {
  if (name === undefined)
    throw new Error('it must say which file it is: `title="…"` writes it, `as="…"` only checks it')
  return name
}

function runSql(text: string, file: string): void {
  const db = new DatabaseSync(file)
  try {
    db.exec(text)
  } finally {
    db.close()
  }
}
