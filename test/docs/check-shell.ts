import { chmodSync } from 'node:fs'
import { join } from 'node:path'
import { matchOutput } from './match-output.ts'
import { readConsole } from './read-console.ts'
import type { Block } from './read-markdown.ts'
import type { Shell } from './run-shell.ts'

/** Runs a `sh` block in the document's folder; a titled one is a script that later blocks run, so it is only parsed. */
export async function checkSh(block: Block, folder: string, shell: Shell): Promise<void> {
  const title = block.attributes.get('title')
  if (title !== undefined) chmodSync(join(folder, title), 0o755)
  const script = title === undefined ? block.text : `sh -n '${title}'`
  const { code, stdout, stderr } = await shell(script, folder)
  const wanted = Number(block.notes.get('exits') ?? 0)
  if (code !== wanted) throw new Error(`exit code ${code} where ${wanted} is expected\n${stdout}${stderr}`)
}

const between = '\u001e'

/**
 * Runs the commands of a `console` block one after another in one shell and compares what each writes to standard
 * output with what is shown. A command that fails must be followed by `echo $?`, so that the reader sees it too.
 */
export async function checkConsole(block: Block, folder: string, shell: Shell): Promise<void> {
  const commands = readConsole(block.text)
  const script = commands
    .map(({ command }) => `{ ${command}\n}\nstatus=$?; printf '${between}%s\\n' "$status"; (exit "$status")`)
    .join('\n')
  const { stdout, stderr } = await shell(script, folder, { stopAtError: false })
  const parts = stdout.split(new RegExp(`${between}(\\d+)\\n`))
  for (const [at, { command, shown }] of commands.entries()) {
    const [written, status] = [parts[at * 2] ?? '', parts[at * 2 + 1]]
    const difference = matchOutput(shown, written)
    if (difference !== undefined) throw new Error(`\`${command}\`: ${difference}${stderr}`)
    const isFollowed = commands[at + 1]?.command === 'echo $?'
    if (status !== '0' && !isFollowed) throw new Error(`\`${command}\` ended with ${status ?? 'the shell'}\n${stderr}`)
  }
}
