import type { Flaws } from './flaws/catalogue.ts'
import type { Shown } from './flaws/create-flaws.ts'
import type { Call } from './flaws/when.ts'
import type { Meter } from './kvs/create-meter.ts'
import type { Shelves } from './kvs/shelves.ts'
import type { ForgeLimits } from './limits.ts'
import type { Manifest } from './manifest.ts'
import type { JiraSite } from './product/ask-jira.ts'
import type { OpenRecord } from './record.ts'
import type { LogLine } from './runtime/create-log.ts'
import type { InstallationFacts } from './runtime/installation-facts.ts'

/** What the parts of the emulated platform share. */
export interface Platform {
  readonly manifest: Manifest
  readonly limits: ForgeLimits
  readonly facts: InstallationFacts
  readonly flaws: Flaws
  /** The flaws that show for a call. */
  readonly showing: (call: Call) => Shown
  readonly record: OpenRecord
  readonly lines: LogLine[]
  readonly shelves: Shelves
  readonly meter: Meter
  /** The site that the app is installed on; without one, Jira cannot be asked. */
  readonly jira: JiraSite | undefined
  readonly now: () => number
  /** Whether the clock is another than this machine's. */
  readonly ownClock: boolean
  /** Takes what the app pushes to a queue. */
  readonly push: (body: string) => Response
}
