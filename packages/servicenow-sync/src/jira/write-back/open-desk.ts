import { formatInstant } from '@ticketbound/core'
import type { Config } from '../../config/read-config.ts'
import { configError } from '../../errors.ts'
import type { Store } from '../../store/store.ts'
import { userAgent } from '../../user-agent.ts'
import type { OpenedDesk, Outside } from '../../write-back/open-desk.ts'
import { connect } from '../connect.ts'
import { courtesy } from '../courtesy.ts'
import { openNightProperties } from './night-properties.ts'
import { planNightProperties } from './plan-night-properties.ts'

/** Opens the desk to tell the issues of a site what the night saw of them. */
export function openJiraDesk(config: Config, store: Store, { env }: Outside): OpenedDesk {
  const { writeBack, jira } = config
  if (writeBack?.type !== 'jira' || jira === undefined) throw nothingNamed(config)
  const client = connect(jira, { env, userAgent: userAgent() })
  const target = openNightProperties(client, { site: jira.site, concurrency: jira.concurrency ?? courtesy.concurrency })
  const ticketSources = new Set(config.sources.filter(({ type }) => type === 'jira').map(({ name }) => name))
  const plan = (recheck: boolean) =>
    planNightProperties(
      store.findings({ includeClosed: true }),
      (ticket) => store.writeBack.entriesOf(target.name, ticket),
      { target: target.name, minSeverity: writeBack.minSeverity, ticketSources, night: nightOf(store), recheck },
    )
  return { desk: { store, settings: writeBack, target, plan }, close: () => client.close() }
}

function nightOf(store: Store) {
  const night = store.lastNight()
  const complete = night?.sources.every((source) => source.complete) === true
  return { run: night?.run ?? '', at: formatInstant(night?.at ?? 0), complete }
}

function nothingNamed({ file }: Config): Error {
  return configError({
    code: 'write-back-missing',
    message: `${file} does not say which issues are told what the night saw`,
    help: 'add `writeBack: { type: jira }`, and `jira` for the site',
  })
}
