/** One command of a `console` block, and what it is shown to write. */
export interface ShownCommand {
  readonly command: string
  readonly shown: string
}

/** Reads a `console` block: `$ ` begins a command, `> ` goes on with it, everything else is what it writes. */
export function readConsole(text: string): readonly ShownCommand[] {
  const commands: { command: string; shown: string }[] = []
  for (const line of text.split('\n')) {
    const last = commands.at(-1)
    if (line.startsWith('$ ')) commands.push({ command: line.slice(2), shown: '' })
    else if (last === undefined) throw new Error('a console block begins with a command: `$ ` and what is typed')
    else if (line.startsWith('> ') && last.shown === '') last.command += `\n${line.slice(2)}`
    else last.shown += `${line}\n`
  }
  return commands
}
