import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const bin = fileURLToPath(new URL('../../packages/servicenow-sync/bin/ticketbound.js', import.meta.url))

/** How a script ended, and what it wrote. */
export interface ShellResult {
  readonly code: number | null
  readonly stdout: string
  readonly stderr: string
}

/** Runs scripts as a reader would who has installed the command. */
export type Shell = (
  script: string,
  folder: string,
  options?: { readonly stopAtError?: boolean },
) => Promise<ShellResult>

/** Makes a shell that finds the built command as `ticketbound`. */
export function openShell(): Shell {
  const own = mkdtempSync(join(tmpdir(), 'ticketbound-docs-bin-'))
  const program = join(own, 'ticketbound')
  writeFileSync(program, `#!/bin/sh\nexec '${process.execPath}' '${bin}' "$@"\n`)
  chmodSync(program, 0o755)
  const path = [own, dirname(process.execPath), process.env.PATH].join(delimiter)

  return async (script, folder, { stopAtError = true } = {}) => {
    const env = { ...process.env, PATH: path, NO_COLOR: '1', HOME: folder }
    const child = spawn('sh', [stopAtError ? '-eu' : '-u', '-c', script], {
      cwd: folder,
      env,
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    let stdout = ''
    let stderr = ''
    child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text))
    child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text))
    const [code] = (await once(child, 'close')) as [number | null]
    return { code, stdout, stderr }
  }
}
