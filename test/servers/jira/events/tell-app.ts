import { manifestOf } from '../engine/installed-app.ts'
import type { Site } from '../engine/site.ts'
import type { JiraEvent } from './create-events.ts'

/**
 * Tells the installed app what happened, if one of its triggers asks for that. What its function throws is thrown.
 * @see https://developer.atlassian.com/platform/forge/manifest-reference/modules/trigger/
 */
export async function tellApp(site: Site, event: JiraEvent): Promise<void> {
  const { app } = site
  if (app === undefined) return
  if (event.to !== undefined) {
    await app.invoke(event.to.function, event.payload, contextOf(site, event.to.module))
    return
  }
  const isSelf = event.by === site.appAccount
  for (const trigger of manifestOf(app).modules?.trigger ?? []) {
    const types = trigger.events.map((each) => (typeof each === 'string' ? each : each.eventType))
    if (!types.includes(event.type) || trigger.function === undefined) continue
    if (isSelf && trigger.filter?.ignoreSelf === true) continue
    const payload = { eventType: event.type, ...event.payload, selfGenerated: isSelf }
    await app.invoke(trigger.function, payload, contextOf(site, trigger.key))
  }
}

/** What a function is told about where it runs. There is no principal: nobody is at a screen. */
export function contextOf(site: Site, moduleKey: string): Readonly<Record<string, unknown>> {
  return {
    cloudId: site.cloudId,
    moduleKey,
    installContext: `ari:cloud:jira::site/${site.cloudId}`,
    userAccess: { enabled: false },
  }
}
