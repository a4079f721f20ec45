import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The command as it is installed. `pnpm test` builds before it tests. */
export const bin = fileURLToPath(new URL('../../packages/servicenow-sync/bin/ticketbound.js', import.meta.url))

/** Scenarios start hundreds of processes, and compiling is a sixth of what each start costs. */
const compiled = join(tmpdir(), `ticketbound-compiled-${process.getuid?.() ?? ''}`)

/** How a command is started. */
export interface CommandOptions {
  readonly cwd?: string
  /** Added to this process's environment. */
  readonly env?: Readonly<Record<string, string>>
  /** Written to standard input, which is closed after it. */
  readonly input?: string
  /** Kills the process with SIGKILL as soon as it has said this on standard error. */
  readonly killOn?: string
  /** Kills the process with SIGKILL after so many milliseconds. */
  readonly killAfter?: number
  /** Is given what kills the process, with SIGKILL unless told otherwise, for whoever knows the moment. */
  readonly onStart?: (kill: (signal?: NodeJS.Signals) => void) => void
  /** A program that starts the command in its own way: its name and its first arguments. */
  readonly through?: readonly [program: string, ...args: string[]]
}

/** What a command said, and how it ended: `code` is null where a signal ended it. */
export interface CommandResult {
  readonly code: number | null
  readonly signal: NodeJS.Signals | null
  readonly stdout: string
  readonly stderr: string
}

/** Runs the built command as a process of its own, and waits for its end. */
export async function runCommand(args: readonly string[], options: CommandOptions = {}): Promise<CommandResult> {
  const [program, ...first] = [...(options.through ?? []), process.execPath, bin, ...args]
  const child = spawn(program, first, {
    ...(options.cwd !== undefined && { cwd: options.cwd }),
    env: { ...process.env, NODE_COMPILE_CACHE: compiled, ...options.env },
  })
  let stdout = ''
  let stderr = ''
  child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text))
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    stderr += text
    if (options.killOn !== undefined && stderr.includes(options.killOn)) child.kill('SIGKILL')
  })
  // A command that ends without reading its input is no fault of this one.
  child.stdin.on('error', () => {}).end(options.input ?? '')
  options.onStart?.((signal = 'SIGKILL') => child.kill(signal))
  const timer = options.killAfter === undefined ? undefined : setTimeout(() => child.kill('SIGKILL'), options.killAfter)
  const [code, signal] = (await once(child, 'close')) as [number | null, NodeJS.Signals | null]
  clearTimeout(timer)
  return { code, signal, stdout, stderr }
}
