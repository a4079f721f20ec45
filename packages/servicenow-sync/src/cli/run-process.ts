import type { Io } from './io.ts'
import { main } from './main.ts'
import { keepMemorySmall } from './memory.ts'
import { openOutput } from './output.ts'

/**
 * Runs the command line of this process and sets its exit code. The first SIGINT or SIGTERM ends a night cleanly, the
 * second at once; either way the store keeps what it had.
 */
export async function runProcess(): Promise<void> {
  keepMemorySmall()
  const stop = new AbortController()
  for (const [signal, code] of [
    ['SIGINT', 130],
    ['SIGTERM', 143],
  ] as const) {
    process.on(signal, () => {
      if (stop.signal.aborted) process.exit(code)
      stop.abort(signal)
    })
  }
  const io: Io = {
    out: openOutput(process.stdout, process.env),
    err: openOutput(process.stderr, process.env),
    input: () => process.stdin,
    env: process.env,
    now: () => Date.now(),
    signal: stop.signal,
  }
  process.exitCode = await main(process.argv.slice(2), io)
}
