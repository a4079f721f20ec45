import type { EventQueue } from '../events/create-events.ts'
import type { SearchIndex } from '../query/create-index.ts'
import type { World } from '../world/create-world.ts'
import type { InstalledApp } from './installed-app.ts'

/** A site that answers: what it holds, and what is installed on it. */
export interface Site {
  readonly world: World
  readonly url: string
  /** The id of the site, which apps know it by. */
  readonly cloudId: string
  app: InstalledApp | undefined
  /** The account in whose name the installed app asks. */
  readonly appAccount: string
  readonly events: EventQueue
  readonly index: SearchIndex
  /** Expressions of the app that could not be evaluated: Jira tells the app so, and nobody else. */
  readonly failures: { readonly module: string; readonly error: string }[]
  /** How the site behaves where flaws say otherwise than it should. */
  readonly habits: SiteHabits
}

/** Ways of a site that flaws change. */
export interface SiteHabits {
  /** How long a function may take before Jira gives up on it. Forge: 25 seconds. */
  validatorTimeoutMs: number
  /** Whether edits by REST are made without asking the app's action validators. */
  editsUnvalidated: boolean
  /** How much of an issue's lists is shown within the issue, where less than usual. */
  shown: { readonly changelogLimit?: number; readonly commentLimit?: number }
  /** In which numbers `bulkfetch` tells moments, where not as text. */
  epochs: 'seconds' | 'milliseconds' | undefined
}

/** As much of a site as it takes to change an issue; what fills a world before anybody listens is one. */
export interface QuietSite {
  readonly world: World
  readonly url: string
  readonly events: Pick<EventQueue, 'add'>
}
