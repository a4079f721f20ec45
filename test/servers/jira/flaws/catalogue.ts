import { appPermissionMissing } from './app-permission-missing.ts'
import { changelogCut } from './changelog-cut.ts'
import { changelogEpochs } from './changelog-epochs.ts'
import { commentsCut } from './comments-cut.ts'
import { connectionDropped } from './connection-dropped.ts'
import { damaged200 } from './damaged-200.ts'
import { editsUnvalidated } from './edits-unvalidated.ts'
import { eventsLate } from './events-late.ts'
import { eventsLost } from './events-lost.ts'
import { eventsOutOfOrder } from './events-out-of-order.ts'
import { eventsTwice } from './events-twice.ts'
import { fieldRemoved } from './field-removed.ts'
import { impatientValidators } from './impatient-validators.ts'
import { pageForPeople } from './page-for-people.ts'
import { rateLimited } from './rate-limited.ts'
import { resetMidBody } from './reset-mid-body.ts'
import { serverErrors } from './server-errors.ts'
import { slowAnswers } from './slow-answers.ts'
import { staleSearchIndex } from './stale-search-index.ts'
import { statusRenamed } from './status-renamed.ts'
import { transient401 } from './transient-401.ts'
import { userDeactivated } from './user-deactivated.ts'
import { userDeleted } from './user-deleted.ts'
import { write500Commits } from './write-500-commits.ts'

/** Every flaw by its name. Where several show for one request, the first that answers instead of the site does. */
export const catalogue = {
  // Whether a request is served at all.
  'rate-limited': rateLimited,
  'server-errors': serverErrors,
  'transient-401': transient401,
  'page-for-people': pageForPeople,
  'connection-dropped': connectionDropped,
  // What the site is made of.
  'app-permission-missing': appPermissionMissing,
  'field-removed': fieldRemoved,
  'status-renamed': statusRenamed,
  'user-deactivated': userDeactivated,
  'user-deleted': userDeleted,
  // What is told of it.
  'stale-search-index': staleSearchIndex,
  'changelog-cut': changelogCut,
  'comments-cut': commentsCut,
  'changelog-epochs': changelogEpochs,
  // What the app is told and asked.
  'events-twice': eventsTwice,
  'events-late': eventsLate,
  'events-out-of-order': eventsOutOfOrder,
  'events-lost': eventsLost,
  'edits-unvalidated': editsUnvalidated,
  'impatient-validators': impatientValidators,
  // What becomes of an answer.
  'slow-answers': slowAnswers,
  'reset-mid-body': resetMidBody,
  'damaged-200': damaged200,
  'write-500-commits': write500Commits,
} as const

/** The name of a flaw. */
export type FlawName = keyof typeof catalogue

/** What a flaw may be told. */
export type FlawOptions<Name extends FlawName> = Partial<(typeof catalogue)[Name]['defaults']>

/** Which flaws are switched on, each with what it is told, or as it is by default. */
export type Flaws = {
  readonly [Name in FlawName]?: true | FlawOptions<Name>
}

/** The names of all flaws. */
export const flawNames = Object.keys(catalogue) as readonly FlawName[]
