import type { Behaviours } from '../../servers/servicenow/flaws/catalogue.ts'
import { type ServiceNowServer, startServiceNow } from '../../servers/servicenow/start-servicenow.ts'
import type { NightNumber } from '../world.ts'
import { instanceAccess } from './instance-access.ts'
import { createSmallInstance } from './small-instance.ts'

/** The small world's instance, listening on this machine. */
export interface RunningInstance extends ServiceNowServer {
  /** Lets everything happen that happens until a night. */
  playTo(night: NightNumber): void
}

/** Starts the small world's instance, on which nothing has happened yet. */
export async function startSmallInstance(behaviours: Behaviours = {}): Promise<RunningInstance> {
  const { world, playTo } = createSmallInstance()
  return { ...(await startServiceNow({ world, ...instanceAccess, behaviours })), playTo }
}
