import { randomUUID } from 'node:crypto'
import type { Flaws } from './flaws/catalogue.ts'
import { createFlaws } from './flaws/create-flaws.ts'
import type { Call } from './flaws/when.ts'
import { answerStorageCall } from './kvs/answer-storage-call.ts'
import { createMeter } from './kvs/create-meter.ts'
import { readEntitySchemas } from './kvs/entity-schema.ts'
import { createShelves } from './kvs/shelves.ts'
import { type ForgeLimits, forgeLimits } from './limits.ts'
import { createRecord, type ForgeRecord } from './record.ts'
import { createRuntime } from './runtime/create-runtime.ts'
import { type ForgeFetch, type Invocation, runWithin } from './runtime/invocation.ts'
import { inspectStorage, type StoredData } from './stored-data.ts'

/** What of the manifest the platform goes by. */
export interface ForgeManifest {
  readonly app?: { readonly id?: string; readonly storage?: { readonly entities?: unknown } }
}

/** What an emulated platform is made of. */
export interface ForgeOptions {
  readonly manifest: ForgeManifest
  readonly limits?: Partial<ForgeLimits>
  readonly flaws?: Flaws
  /** The platform's clock instead of this machine's. */
  readonly clock?: () => number
}

/** A platform on which the app is installed. */
export interface ForgePlatform {
  readonly manifest: ForgeManifest
  /** The flaws that are switched on; may be changed at any time. */
  readonly flaws: Flaws
  readonly record: ForgeRecord
  readonly storage: StoredData
  /** Runs something as code of the app, so that the vendor's packages work in it. */
  within<T>(run: () => Promise<T>): Promise<T>
}

/** Starts a platform with a new installation of the app. */
export async function startForge(options: ForgeOptions): Promise<ForgePlatform> {
  const { manifest, clock: now = Date.now } = options
  const limits = { ...forgeLimits, ...options.limits }
  const flaws: Flaws = { ...options.flaws }
  const showing = createFlaws(flaws)
  const record = createRecord()
  const shelves = createShelves(readEntitySchemas(manifest.app?.storage?.entities, limits), limits, now)
  const meter = createMeter(limits, now)

  const fetchFor =
    (invocation: string): ForgeFetch =>
    async (_payload, path, init) => {
      const call: Call = { to: 'storage', call: path.replace(/^\/api\/v1\//, ''), body: String(init?.body ?? '{}') }
      const shown = showing(call)
      await wait(shown.waitMs)
      const habits = { lagMs: shown.lagMs, failsInBatch: shown.failsInBatch }
      const instead = shown.instead()
      const answer = instead ?? shown.after(answerStorageCall({ shelves, meter }, call, habits))
      const status = answer instanceof Error ? 0 : answer.status
      record.add({ ...call, invocation, status, flaws: shown.names })
      if (answer instanceof Error) throw answer
      return answer
    }

  function within<T>(run: () => Promise<T>): Promise<T> {
    const id = randomUUID()
    const invocation: Invocation = { runtime: createRuntime(), fetch: fetchFor(id) }
    return runWithin(invocation, run)
  }

  return { manifest, flaws, record, storage: inspectStorage(shelves), within }
}

/** Even what is answered at once is answered later, so that two who ask at once come between each other. */
function wait(ms: number): Promise<void> {
  return new Promise((done) => {
    if (ms === 0) setImmediate(done)
    else if (Number.isFinite(ms)) setTimeout(done, ms)
  })
}
