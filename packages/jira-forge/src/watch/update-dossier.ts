import { AppError } from '../app-error.ts'
import type { AppHost } from '../app-host.ts'
import type { ReadIssue } from '../jira/read-issue.ts'
import type { Dossier } from '../storage/dossiers.ts'

/** What came of it, and the dossier as it now stands. */
export interface DossierUpdate {
  readonly outcome: 'written' | 'already-so'
  readonly dossier: Dossier
}

const mostTries = 3

/** As many as the storage takes; the latest are what is looked at. */
const mostEvents = 100

/**
 * Changes the dossier of an issue. `change` is given it as it stands, and again where somebody else wrote meanwhile;
 * `undefined` leaves it as it is.
 */
export async function updateDossier(
  read: ReadIssue,
  { dossiers }: Pick<AppHost, 'dossiers'>,
  change: (dossier: Dossier) => Promise<Dossier | undefined>,
): Promise<DossierUpdate> {
  for (let tried = 0; tried < mostTries; tried++) {
    const { dossier, version } = await dossiers.read(read.issueId)
    const standing = standingOf(read, dossier)
    const next = await change(standing)
    if (next === undefined) return { outcome: 'already-so', dossier: standing }
    const kept = { ...next, passages: next.passages.slice(-mostEvents), voids: next.voids.slice(-mostEvents) }
    if ((await dossiers.write(kept, version)) === 'written') return { outcome: 'written', dossier: kept }
  }
  throw new AppError('upstream', {
    code: 'dossier-contended',
    message: `the dossier of issue ${read.issueId} changed each time that it was to be written`,
    help: 'try again',
  })
}

/** The dossier under the issue's present key and project; an empty one where nothing was kept. */
export function standingOf({ issueId, projectId, issue }: ReadIssue, dossier: Dossier | undefined): Dossier {
  const ids = { issueId, issueKey: issue.key, projectId }
  if (dossier !== undefined) return { ...dossier, ...ids }
  return { ...ids, seals: [], passages: [], voids: [], exceptionRequests: [], state: 'blocked', updatedAt: 0 }
}
