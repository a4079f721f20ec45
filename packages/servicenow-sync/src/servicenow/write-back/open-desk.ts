import type { Config } from '../../config/read-config.ts'
import { configError } from '../../errors.ts'
import type { Store } from '../../store/store.ts'
import { userAgent } from '../../user-agent.ts'
import type { OpenedDesk, Outside } from '../../write-back/open-desk.ts'
import { connect } from '../connect.ts'
import { openServiceNowTarget } from './open-target.ts'

/** Opens the desk to write back to the instance that a configuration names. */
export async function openServiceNowDesk(config: Config, store: Store, { env }: Outside): Promise<OpenedDesk> {
  const { writeBack, servicenow } = config
  if (writeBack?.type !== 'servicenow' || servicenow === undefined) throw nothingNamed(config)
  const client = await connect(servicenow, { env, userAgent: userAgent() })
  const { instance, concurrency } = servicenow
  const target = openServiceNowTarget(client, writeBack, {
    instance,
    ...(concurrency !== undefined && { concurrency }),
  })
  const desk = { store, settings: writeBack, target, ticketSources: ticketSourcesOf(config) }
  return { desk, close: () => client.close() }
}

/** Only tickets that were read from the instance are looked for there. Where none was, a file may hold its export. */
function ticketSourcesOf({ sources }: Config): ReadonlySet<string> {
  const requests = sources.filter(({ reads }) => reads === 'requests')
  const ofInstance = requests.filter(({ type }) => type === 'servicenow')
  return new Set((ofInstance.length > 0 ? ofInstance : requests).map(({ name }) => name))
}

function nothingNamed({ file }: Config): Error {
  return configError({
    code: 'write-back-missing',
    message: `${file} does not say where findings are written back to`,
    help: 'add `writeBack: { type: servicenow, table: … }`, and `servicenow` for the instance',
  })
}
