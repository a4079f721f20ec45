import { Sort, WhereConditions } from '@forge/kvs'
import { formatInstant } from '@ticketbound/core'
import * as v from 'valibot'
import { AppError } from '../app-error.ts'
import { askStorage } from './ask-storage.ts'
import type { Dossier, DossierPage, DossierQuery, Dossiers, KeptDossier } from './dossiers.ts'
import type { Kvs } from './kvs.ts'
import { unreadable } from './storage-failure.ts'
import { fromStoredJson, toStoredJson } from './stored-json.ts'
import { type EntityPlace, readVersioned, type StandingEntity, standing, writeVersioned } from './versioned-entity.ts'

const Words = v.array(v.string())
const State = v.picklist(['blocked', 'ready', 'passed', 'voided', 'bypassed'])
const Body = v.strictObject({
  issueId: v.string(),
  issueKey: v.string(),
  projectId: v.string(),
  seals: Words,
  passages: v.array(v.strictObject({ passedAt: v.number(), to: v.string(), digest: v.string(), verdict: v.string() })),
  voids: v.array(v.strictObject({ at: v.number(), fields: Words, approvers: Words })),
  exceptionRequests: v.array(
    v.strictObject({ at: v.number(), by: v.string(), rules: Words, reason: v.string(), until: v.string() }),
  ),
  state: State,
  expires: v.exactOptional(v.string()),
  updatedAt: v.number(),
})

/** How many decisions one issue may have; each is a seal of less than a kilobyte. */
export const mostDecisions = 100

const pageSize = 100

/** Keeps dossiers as entities of the platform's storage, one for each issue. */
export function createKvsDossiers(kvs: Kvs): Dossiers {
  return {
    async read(issueId) {
      const place = placeOf(issueId)
      return toKept(await readVersioned(kvs, place), place.what)
    },
    async write(dossier, version) {
      refuseFull(dossier)
      const place = placeOf(dossier.issueId)
      return writeVersioned(kvs, place, { body: toStoredJson(dossier), attributes: attributesOf(dossier) }, version)
    },
    async list(query) {
      const { results, nextCursor } = await askStorage('the list of dossiers', () => asked(kvs, query).getMany())
      const dossiers = results.map(({ key, value }) => read(key, value))
      return { dossiers, ...(nextCursor !== undefined && { cursor: nextCursor }) } satisfies DossierPage
    },
  }
}

function placeOf(issueId: string): EntityPlace {
  return { entity: 'dossier', key: issueId, what: `the dossier of issue ${issueId}` }
}

function toKept({ version, body }: StandingEntity, what: string): KeptDossier {
  return { version, dossier: body === undefined ? undefined : fromStoredJson(Body, body, what) }
}

function read(issueId: string, stored: unknown): Dossier {
  const { what } = placeOf(issueId)
  const { dossier } = toKept(standing(stored, what), what)
  if (dossier === undefined) throw unreadable(what)
  return dossier
}

/** What a dossier is found by. A day is a text, so that the order of texts is the order of days; no text may be empty. */
function attributesOf({ state, expires, updatedAt }: Dossier): Readonly<Record<string, string>> {
  return { state, updated: formatInstant(updatedAt), ...(expires && { expires: expires.slice(0, 10) }) }
}

function refuseFull({ seals, passages, voids, exceptionRequests, issueKey }: Dossier): void {
  const most = Math.max(seals.length, passages.length, voids.length, exceptionRequests.length)
  if (most <= mostDecisions) return
  throw new AppError('input', {
    code: 'dossier-full',
    message: `issue \`${issueKey}\` would have more than ${mostDecisions} decisions, or as many events of another kind`,
    help: 'ask for the access in a new issue',
  })
}

/** Each question has an index of its own: a filter would cut pages short. */
function asked(kvs: Kvs, { state, expiresBy, expiresFrom, cursor }: DossierQuery) {
  const dossiers = kvs.entity<Readonly<Record<string, unknown>>>('dossier').query()
  const partition = state === undefined ? undefined : { partition: [state] }
  const name = nameOfIndex(state !== undefined, expiresBy !== undefined)
  const query = dossiers.index(name, partition).sort(Sort.ASC).limit(pageSize)
  if (expiresBy !== undefined) {
    const { between, lessThanEqualTo } = WhereConditions
    query.where(expiresFrom === undefined ? lessThanEqualTo(expiresBy) : between(expiresFrom, expiresBy))
  }
  return cursor === undefined ? query : query.cursor(cursor)
}

function nameOfIndex(byState: boolean, byEnd: boolean): string {
  if (byState) return byEnd ? 'by-state-and-end' : 'by-state'
  return byEnd ? 'by-end' : 'by-key'
}
