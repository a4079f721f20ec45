import { readdirSync, rmSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'

/**
 * Gives the path of this process's draft of `file`, and removes drafts of it that killed processes left behind: they
 * may hold personal data, and nobody else would ever look for them. The folder must be there.
 */
export function draftOf(file: string): string {
  const folder = dirname(file)
  const start = `${basename(file)}.`
  for (const name of readdirSync(folder)) {
    if (!name.startsWith(start)) continue
    const pid = /^(\d{1,10})\.tmp$/.exec(name.slice(start.length))?.[1]
    if (pid !== undefined && !isRunning(Number(pid))) rmSync(join(folder, name), { force: true })
  }
  return `${file}.${process.pid}.tmp`
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    // EPERM: it runs, and belongs to somebody else.
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}
