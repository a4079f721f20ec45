import * as handlers from '@ticketbound/jira-forge'
import { type ForgePlatform, startForge } from '../../servers/forge/start-forge.ts'
import { type JiraEmulator, startJira } from '../../servers/jira/start-jira.ts'
import { createSmallJira } from '../../world/jira/small-jira.ts'
import type { AppManifest } from './app-modules.ts'
import { setUpApp } from './set-up-app.ts'
import { type Story, tellStory } from './story.ts'

/** Jira with the app installed and set up, and with requests in it to try. */
export interface House {
  readonly jira: JiraEmulator
  readonly forge: ForgePlatform
  readonly story: Story
  stop(): Promise<void>
}

/** Starts the emulators, installs the real app on them and has its administrator set it up through the app's own pages. */
export async function startHouse({ manifest }: AppManifest): Promise<House> {
  const story = tellStory(Date.now())
  const jira = await startJira({ world: createSmallJira({ requests: story.requests }) })
  const forge = await startForge({ manifest, handlers, jira })
  await setUpApp({ jira, forge, story })
  return {
    jira,
    forge,
    story,
    async stop() {
      await forge.stop()
      await jira.stop()
    },
  }
}
