import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** What one process took. */
export interface Measured {
  /** From its start to its end, by the clock. */
  readonly seconds: number
  /** Of all its threads; absent where it died. */
  readonly cpuSeconds?: number
  /** In bytes; absent where it died. */
  readonly peakRss?: number
  readonly stdout: string
  /** How it ended, where that was not with exit code 0. */
  readonly died?: string
}

const preload = fileURLToPath(new URL('./usage-preload.ts', import.meta.url))
const errorTail = 2000

/** Runs this Node with some arguments as a process of its own, and gives what it took. Its stderr goes to `onStderr`. */
export async function measureProcess(args: readonly string[], onStderr: (text: string) => void): Promise<Measured> {
  const folder = mkdtempSync(join(tmpdir(), 'ticketbound-usage-'))
  const usageFile = join(folder, 'usage.json')
  try {
    const begun = performance.now()
    const child = spawn(process.execPath, ['--import', preload, ...args], {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, TICKETBOUND_BENCH_USAGE: usageFile },
    })
    let stdout = ''
    let stderr = ''
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      stdout += text
    })
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      stderr = (stderr + text).slice(-errorTail)
      onStderr(text)
    })
    const [code, signal] = (await once(child, 'close')) as [number | null, NodeJS.Signals | null]
    const seconds = (performance.now() - begun) / 1000
    if (code !== 0) return { seconds, stdout, died: deathOf(code, signal, stderr) }
    return { seconds, stdout, ...usageOf(usageFile) }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

function usageOf(file: string): { readonly cpuSeconds?: number; readonly peakRss?: number } {
  if (!existsSync(file)) return {}
  return JSON.parse(readFileSync(file, 'utf8')) as { cpuSeconds: number; peakRss: number }
}

function deathOf(code: number | null, signal: string | null, stderr: string): string {
  if (stderr.includes('heap out of memory')) return 'out of memory'
  const last = stderr.trim().split('\n').at(-1) ?? ''
  return `${signal ?? `exit code ${code}`}${last === '' ? '' : `: ${last}`}`
}
