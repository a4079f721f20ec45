import { existsSync } from 'node:fs'
import { quote } from '@ticketbound/core'
import type { Config } from '../config/read-config.ts'
import { inputError } from '../errors.ts'
import type { NightResult } from '../night/night-result.ts'
import { openStore } from '../store/sqlite/open-store.ts'
import type { Store, StoreReader } from '../store/store.ts'

/** Opens the store, lets `work` use it, and closes it whatever happens. */
export async function withStore<T>(path: string, work: (store: Store) => T | Promise<T>): Promise<T> {
  const store = openStore(path)
  try {
    return await work(store)
  } finally {
    store.close()
  }
}

/** As `withStore`, for commands that speak of nights there have been: throws an input error where no store is. */
export function withExistingStore<T>(config: Config, work: (store: Store) => T | Promise<T>): Promise<T> {
  if (!existsSync(config.store)) {
    throw inputError({
      code: 'store-not-found',
      message: `there is no store at ${quote(config.store)} yet`,
      help: `run \`ticketbound run --config ${config.file}\` first`,
    })
  }
  return withStore(config.store, work)
}

/** Gives the last night; throws an input error where there was none. */
export function lastNightOf(store: StoreReader, config: Config): NightResult {
  const night = store.lastNight()
  if (night !== undefined) return night
  throw inputError({
    code: 'no-night-yet',
    message: 'the store has no night yet',
    help: `run \`ticketbound run --config ${config.file}\` first`,
  })
}
