import type { Config } from '../config/read-config.ts'
import type { Store } from '../store/store.ts'
import type { WriteBackDesk } from './write-back-desk.ts'

/** A desk, and how to leave it. */
export interface OpenedDesk {
  readonly desk: WriteBackDesk
  /** Ends the connections to the target. */
  readonly close: () => void
}

/** What a desk takes from the world outside: where secrets may be, and what ends a run early. */
export interface Outside {
  readonly env: Readonly<Record<string, string | undefined>>
  readonly signal: AbortSignal
}

/** Opens the desk that a configuration names. Throws a config error where it names none. */
export type OpenDesk = (config: Config, store: Store, outside: Outside) => OpenedDesk | Promise<OpenedDesk>
