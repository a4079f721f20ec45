import type { Instant } from '@ticketbound/core'
import * as v from 'valibot'
import { AppError } from '../app-error.ts'
import type { Delegations, KeptDelegation } from './delegations.ts'
import type { Kvs } from './kvs.ts'
import { fromStoredJson, toStoredJson } from './stored-json.ts'
import { tryAgain } from './try-again.ts'
import { type EntityPlace, readVersioned, writeVersioned } from './versioned-entity.ts'

const Body = v.array(
  v.strictObject({
    by: v.string(),
    to: v.string(),
    from: v.number(),
    until: v.number(),
    entitlements: v.exactOptional(v.array(v.string())),
  }),
)

/** Where the delegations are kept. */
export const delegationsPlace: EntityPlace = { entity: 'record', key: 'delegations', what: 'the delegations' }

/** How many may be in force at once: they are read at every transition. */
export const mostDelegations = 500

/** Keeps the delegations as one entity of the platform's storage; those that have ended go when another comes. */
export function createKvsDelegations(kvs: Kvs, now: () => Instant = Date.now): Delegations {
  /** Changes the list; gives whether there was anything to change. */
  async function change(
    changed: (kept: readonly KeptDelegation[]) => readonly KeptDelegation[] | undefined,
  ): Promise<'changed' | 'already-so'> {
    return tryAgain(delegationsPlace.what, async () => {
      const { version, body } = await readVersioned(kvs, delegationsPlace)
      const delegations = changed(inForce(readDelegations(body), now()))
      if (delegations === undefined) return 'already-so'
      const outcome = await writeVersioned(kvs, delegationsPlace, { body: toStoredJson(delegations) }, version)
      return outcome === 'written' ? 'changed' : 'overtaken'
    })
  }

  return {
    async inForce(at) {
      const { body } = await readVersioned(kvs, delegationsPlace)
      return inForce(readDelegations(body), at)
    },
    async add(delegation) {
      await change((kept) => {
        if (kept.length >= mostDelegations) throw full()
        return [...kept, delegation]
      })
    },
    async end(by, to) {
      const isMeant = (one: KeptDelegation) => one.by === by && one.to === to
      const outcome = await change((kept) => (kept.some(isMeant) ? kept.filter((one) => !isMeant(one)) : undefined))
      return outcome === 'changed' ? 'ended' : outcome
    },
  }
}

/** Reads stored delegations; without any, none were made. */
export function readDelegations(body: string | undefined): readonly KeptDelegation[] {
  return body === undefined ? [] : fromStoredJson(Body, body, delegationsPlace.what)
}

/** Those that have not ended. */
export function inForce(delegations: readonly KeptDelegation[], now: Instant): readonly KeptDelegation[] {
  return delegations.filter(({ until }) => now < until)
}

function full(): AppError {
  return new AppError('input', {
    code: 'too-many-delegations',
    message: `${mostDelegations} delegations are in force already`,
    help: 'end one first, or write down who may decide in the people document',
  })
}
