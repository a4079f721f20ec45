import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { main } from '../../packages/servicenow-sync/src/cli/main.ts'
import { captured } from '../../packages/servicenow-sync/src/cli/testdata/small-house.ts'
import { type ListedFinding, readListed } from '../demo/listed-finding.ts'
import { instanceHouse, instanceSecret } from '../world/servicenow/instance-house.ts'
import { type RunningInstance, startSmallInstance } from '../world/servicenow/start-small-instance.ts'
import type { NightNumber } from '../world/world.ts'
import { writeWorldWithoutTickets } from '../world/write-world.ts'

/** What a night told of one source. */
export interface ToldSource {
  readonly name: string
  readonly rows: number
  readonly complete: boolean
  readonly reason?: string
}

/** How a night ended, and what it told. */
export interface RanNight {
  readonly code: number
  readonly err: string
  readonly sources: readonly ToldSource[]
  /** Every finding after it. */
  readonly findings: readonly ListedFinding[]
}

/** A house whose tickets are on the small world's instance, and the nights that are run there. */
export interface InstanceNights {
  readonly server: RunningInstance
  /** Lets everything happen until a night, and runs it, on another map where one is given. */
  run(night: NightNumber, map?: string): Promise<RanNight>
  close(): Promise<void>
}

/** Opens a house in which no night has been run. */
export async function openInstanceNights(): Promise<InstanceNights> {
  const server = await startSmallInstance()
  const folder = mkdtempSync(join(tmpdir(), 'ticketbound-instance-'))
  const config = join(folder, 'ticketbound.yaml')

  async function type(...argv: readonly string[]) {
    const { io, texts } = captured()
    const env = { [instanceSecret.name]: instanceSecret.value }
    const now = () => server.world.now()
    const code = await main([...argv, '--config', config], { ...io, env, now })
    return { code, ...texts }
  }

  async function run(night: NightNumber, map?: string): Promise<RanNight> {
    server.playTo(night)
    const at = writeWorldWithoutTickets(folder, night, {
      ...instanceHouse(server.url),
      ...(map !== undefined && { 'servicenow-map.yaml': map }),
    })
    const { code, out, err } = await type('run', '--at', at, '--json')
    const { sources }: { readonly sources: readonly ToldSource[] } = out === '' ? { sources: [] } : JSON.parse(out)
    const listed = await type('findings', '--all', '--json')
    return { code, err, sources, findings: readListed(listed.out) }
  }

  async function close(): Promise<void> {
    await server.close()
    rmSync(folder, { recursive: true })
  }

  return { server, run, close }
}
