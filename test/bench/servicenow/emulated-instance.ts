import { startServiceNow } from '../../servers/servicenow/start-servicenow.ts'
import { bigInstance } from '../../servers/servicenow/worlds/big-instance.ts'
import { changesFrom } from './bench-times.ts'
import type { InstanceRequest, InstanceSays } from './instance-messages.ts'

/*
 * The emulated instance in a process of its own, as far from the client as two cores let it be: rows that are made when
 * they are asked for, and a latency. It ends with the process that started it.
 */
const { rows, latencyMs } = JSON.parse(process.argv[2] ?? '{}') as { readonly rows: number; readonly latencyMs: number }
const server = await startServiceNow({ ...bigInstance(rows), latencyMs })

process.on('message', (request: InstanceRequest) => {
  if (request.change > 0) change(request.change)
  tell()
})
process.once('disconnect', () => process.exit(0))
tell()

/** Gives the table the same rows, of which some were changed once more. */
function change(count: number): void {
  const { world } = bigInstance(rows, { again: { rows: count, from: changesFrom } })
  const source = world.source('sc_req_item')
  if (source !== undefined) server.world.attach('sc_req_item', source)
}

function tell(): void {
  const { user, system } = process.cpuUsage()
  const says: InstanceSays = {
    url: server.url,
    requests: server.record.requests.length,
    cpuSeconds: (user + system) / 1e6,
  }
  process.send?.(says)
}
