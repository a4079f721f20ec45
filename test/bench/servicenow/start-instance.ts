import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import type { InstanceRequest, InstanceSays } from './instance-messages.ts'

/** An emulated instance in a process of its own. */
export interface BenchInstance {
  readonly url: string
  /** What it did so far. */
  now(): Promise<InstanceSays>
  /** Changes so many rows, the first that came, once more. */
  change(rows: number): Promise<void>
  close(): Promise<void>
}

const script = fileURLToPath(new URL('./emulated-instance.ts', import.meta.url))

/** Starts an instance with so many requested items that lets no answer go out sooner than so long after its request. */
export async function startInstance(rows: number, latencyMs: number): Promise<BenchInstance> {
  const child = fork(script, [JSON.stringify({ rows, latencyMs })], { execArgv: ['--conditions=ticketbound-source'] })
  const { url } = await heard(child)

  async function ask(request: InstanceRequest): Promise<InstanceSays> {
    const says = heard(child)
    child.send(request)
    return says
  }

  async function close(): Promise<void> {
    const ended = once(child, 'exit')
    child.disconnect()
    await ended
  }

  return {
    url,
    now: () => ask({ change: 0 }),
    change: async (count) => void (await ask({ change: count })),
    close,
  }
}

/** What the instance says next. Throws where its process ends instead. */
async function heard(child: ChildProcess): Promise<InstanceSays> {
  const stop = new AbortController()
  const { signal } = stop
  const ended = once(child, 'exit', { signal }).then(() => {
    throw new Error('the emulated instance ended')
  })
  try {
    const [says] = (await Promise.race([once(child, 'message', { signal }), ended])) as [InstanceSays]
    return says
  } finally {
    stop.abort()
    ended.catch(() => undefined)
  }
}
